// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! A mock server for Sakari, for the tests of your program. It returns the documented samples or configured responses.
//!
//! ```
//! # async fn test() -> Result<(), Box<dyn std::error::Error>> {
//! use bindery_sakari::mock::Mock;
//!
//! let mock = Mock::start().await?;
//! let client = mock.client()?;
//!
//! // By default, a call returns the documented sample.
//! let response = client.get_account("your accountId").await?;
//! assert_eq!(response.into_inner(), mock.on().get_account().sample());
//!
//! // A response of your own.
//! let body = mock.on().get_account().sample();
//! mock.on().get_account().respond(&body);
//! assert_eq!(client.get_account("your accountId").await?.into_inner(), body);
//!
//! // An error that the provider documents.
//! mock.on().get_account().always().documented("403");
//! let error = client.get_account("your accountId").await.unwrap_err();
//! assert_eq!(error.status().map(|status| status.as_u16()), Some(403));
//! mock.reset();
//!
//! // Unavailable once: the client retries.
//! mock.on().get_account().header("retry-after", "0").status(503);
//! assert!(client.get_account("your accountId").await.is_ok());
//! assert_eq!(mock.calls().last().map(|call| call.status), Some(200));
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test()).unwrap();
//! ```
//!
//! A call without credentials gets a 401. The server also responds to the token requests of the client. [`Operation`] has all options of
//! a response.

use crate::types;
pub use ::bindery_mock::{Call, Operation};

static ENTRIES: &[::progenitor_client::erased::Entry] = &[crate::erased::ENTRY];

/// A mock server for Sakari on this machine. It returns the documented samples or configured responses, and stops when dropped.
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
    /// Configures the responses of an operation, for example `mock.on().….status(503)`.
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

/// The operations of Sakari, to configure their responses.
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
    /// Configures the responses of `get_account`.
    pub fn get_account(
        &self,
    ) -> Operation<'a, types::AccountResponse, types::ErrorResponse> {
        self.server.operation("get_account", None)
    }
    /// Configures the responses of `get_plan`.
    pub fn get_plan(&self) -> Operation<'a, types::PlanResponse, types::ErrorResponse> {
        self.server.operation("get_plan", None)
    }
    /// Configures the responses of `list_accounts`.
    pub fn list_accounts(
        &self,
    ) -> Operation<'a, types::AccountList, types::ErrorResponse> {
        self.server.operation("list_accounts", None)
    }
    /// Configures the responses of `update_plan`.
    pub fn update_plan(
        &self,
    ) -> Operation<'a, types::PlanResponse, types::ErrorResponse> {
        self.server.operation("update_plan", None)
    }
}
