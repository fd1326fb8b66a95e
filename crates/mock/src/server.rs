//! The mock server of one provider, for the tests of its users.

use std::io;
use std::marker::PhantomData;
use std::sync::Arc;

use bindery_runtime::erased::Entry;
use bindery_runtime::{Answer, Api, Builder, ConfigError, Xml};
use serde::Serialize;

use crate::Mock;
use crate::script::{Call, Operation, Script};

/// A local mock server of one provider. It returns the documented samples or configured responses, and stops when dropped.
#[derive(Debug)]
pub struct Server<C> {
    mock: Mock,
    script: Arc<Script>,
    entry: &'static Entry,
    api: PhantomData<fn() -> C>,
}

impl<C: Api> Server<C> {
    /// Serves the first of `entries` on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// Returns an error if there is no entry or no port is free.
    pub async fn start(entries: &'static [Entry]) -> io::Result<Self> {
        let entry =
            entries.first().ok_or_else(|| io::Error::other("there is no provider to serve"))?;
        let script = Arc::new(Script::default());
        let mock = Mock::serve(entries, 0, Arc::clone(&script), |_| {}).await?;
        Ok(Self { mock, script, entry, api: PhantomData })
    }

    /// The base URL for clients.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.mock.base_url(self.entry.provider.name)
    }

    /// Returns a builder for a client of this server, with valid credentials.
    ///
    /// # Errors
    /// Returns an error if the made-up credentials do not fit the provider.
    pub fn builder(&self) -> Result<C::Builder, ConfigError> {
        let made_up = |name: &str| (!name.ends_with("_BASE_URL")).then(|| "made-up".to_owned());
        let builder = Builder::from_variables(C::PROVIDER, made_up)?;
        Ok(builder.base_url(self.base_url()).into())
    }

    /// Creates a client of this server.
    ///
    /// # Errors
    /// Returns an error if the HTTP client cannot be built.
    pub fn client(&self) -> Result<C, ConfigError> {
        self.builder()?.into().build()
    }

    /// Configures the responses of an operation. The provider's crate has a typed method for each operation.
    ///
    /// # Panics
    /// Panics if the provider has no operation of this name.
    #[expect(clippy::expect_used, reason = "only generated code names operations")]
    pub fn operation<T, E>(&self, id: &str, xml: Option<Xml>) -> Operation<'_, T, E>
    where
        T: Serialize + Answer,
        E: Serialize,
    {
        let endpoint = self.entry.endpoints.iter().find(|e| e.operation.id == id);
        Operation::new(&self.script, endpoint.expect("the operation exists"), xml)
    }

    /// Clears all configured responses, so that the server returns the documented samples again.
    pub fn reset(&self) {
        self.script.reset();
    }

    /// The calls with credentials that were received, in their order.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.script.calls()
    }

    /// Stops the server. It accepts no new connections, and open ones get a second to finish.
    pub async fn stop(self) {
        self.mock.stop().await;
    }
}
