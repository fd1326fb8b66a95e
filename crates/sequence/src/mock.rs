// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! Sequence for the tests of your program: a server on this machine that responds as documented, or as a test says.
//!
//! ```
//! # async fn test() -> Result<(), Box<dyn std::error::Error>> {
//! use bindery_sequence::mock::Mock;
//!
//! let mock = Mock::start().await?;
//! let client = mock.client()?;
//!
//! // The documented sample, unless a test says something else.
//! let response = client.get_account("your id").await?;
//! assert_eq!(response.into_inner(), mock.on().get_account().sample());
//!
//! // A response of your own.
//! let body = mock.on().get_account().sample();
//! mock.on().get_account().respond(&body);
//! assert_eq!(client.get_account("your id").await?.into_inner(), body);
//!
//! // An error that the provider documents.
//! mock.on().get_account().always().documented("400");
//! let error = client.get_account("your id").await.unwrap_err();
//! assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
//! mock.reset();
//!
//! // Unavailable once: the client retries.
//! mock.on().get_account().header("retry-after", "0").status(503);
//! assert!(client.get_account("your id").await.is_ok());
//! assert_eq!(mock.calls().last().map(|call| call.status), Some(200));
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test()).unwrap();
//! ```
//!
//! A call without credentials gets a 401. Where credentials are exchanged for a token, the server does that too. [`Operation`] has
//! everything that a test can say about a response.

use crate::types;
pub use ::bindery_mock::{Call, Operation};

static ENTRIES: &[::progenitor_client::erased::Entry] = &[crate::erased::ENTRY];

/// A server on this machine that responds as Sequence documents, or as a test says. It stops when it is dropped.
#[derive(Debug)]
pub struct Mock {
    server: ::bindery_mock::Server<crate::Client>,
}

impl Mock {
    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// Returns an error if no port is free.
    pub async fn start() -> Result<Self, ::std::io::Error> {
        let server = ::bindery_mock::Server::start(ENTRIES).await?;
        Ok(Self { server })
    }
    /// Sets the response to an operation's next calls: `mock.on().….status(503)`.
    #[must_use]
    pub fn on(&self) -> Operations<'_> {
        Operations { server: &self.server }
    }
}

impl ::std::ops::Deref for Mock {
    type Target = ::bindery_mock::Server<crate::Client>;
    fn deref(&self) -> &Self::Target {
        &self.server
    }
}

/// The operations of Sequence: what the server responds to each.
#[derive(Debug)]
pub struct Operations<'a> {
    server: &'a ::bindery_mock::Server<crate::Client>,
}

#[allow(
    clippy::should_implement_trait,
    clippy::wrong_self_convention,
    reason = "the provider chose the names"
)]
impl<'a> Operations<'a> {
    /// Sets the response to calls of `get_account`.
    pub fn get_account(&self) -> Operation<'a, types::Account, types::ErrorResponse> {
        self.server.operation("get_account", None)
    }
}
