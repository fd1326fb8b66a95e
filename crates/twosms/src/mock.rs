// Generated from specs/twosms/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! 2sms for your own tests: a server on this machine that answers as documented, or as you say.
//!
//! ```
//! # async fn test() -> Result<(), Box<dyn std::error::Error>> {
//! use bindery_twosms::mock::Mock;
//!
//! let mock = Mock::start().await?;
//! let twosms = mock.client()?;
//!
//! // The documented sample, where nothing else is said.
//! let answer = twosms.get_account(&"7194af6f-1285-4295-94aa-ceed7ea2d792".parse()?).await?;
//! assert_eq!(answer.into_inner(), mock.get_account().sample());
//!
//! // A body of your own, asked for in XML.
//! let in_xml = mock.builder()?.accept(bindery_twosms::MediaType::Xml).build()?;
//! let body = mock.get_account().sample();
//! mock.get_account().answer(&body);
//! assert_eq!(in_xml.get_account(&"7194af6f-1285-4295-94aa-ceed7ea2d792".parse()?).await?.into_inner(), body);
//!
//! // An error that the provider documents.
//! mock.get_account().always().documented("401");
//! let error = twosms.get_account(&"7194af6f-1285-4295-94aa-ceed7ea2d792".parse()?).await.unwrap_err();
//! assert_eq!(error.status().map(|s| s.as_u16()), Some(401));
//! mock.forget();
//!
//! // Down for a moment: the client tries again.
//! mock.get_account().header("retry-after", "0").status(503);
//! assert!(twosms.get_account(&"7194af6f-1285-4295-94aa-ceed7ea2d792".parse()?).await.is_ok());
//! assert_eq!(mock.calls().last().map(|call| call.status), Some(200));
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test()).unwrap();
//! ```
//!
//! Where nothing is said, a call gets the documented sample. A call without credentials gets a 401, and where credentials are
//! exchanged for a token, the server does that too. See [`Operation`] for all that can be said.

use std::ops::Deref;

pub use bindery_mock::{Call, Operation};
use bindery_mock::{Rule, Server, Xml};
use progenitor_client::erased::Entry;

use crate::{Client, types};

static ENTRIES: &[Entry] = &[crate::erased::ENTRY];

/// A server that answers as 2sms documents, or as a test says. It stops when it is dropped.
#[derive(Debug)]
pub struct Mock {
    server: Server<Client>,
}

impl Mock {
    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// When there is no port to be had.
    pub async fn start() -> std::io::Result<Self> {
        Ok(Self { server: Server::start(ENTRIES).await? })
    }

    /// Says what `get_account` answers.
    pub fn get_account(&self) -> Operation<'_, types::AccountResponse, types::ErrorResponse> {
        self.server.operation("get_account", Some(Xml {
            root: "ResponseOfAccountV2",
            rules: &[
                ("ResponseData.Detail.Preferences", Rule::Item("AccountPreferences")),
                ("ResponseData.Detail.Preferences", Rule::Words(&[(0, "ALL")])),
                ("ResponseData.Detail.Users", Rule::Item("AccountUserInfo")),
                ("ResponseData.Detail.Users.PermissionLevel", Rule::Words(&[(0, "STANDARD_USER")])),
            ],
        }))
    }
}

impl Deref for Mock {
    type Target = Server<Client>;

    fn deref(&self) -> &Server<Client> {
        &self.server
    }
}
