//! The mock of one provider, for the tests of those who depend on its crate.

use std::io;
use std::marker::PhantomData;
use std::sync::Arc;

use bindery_runtime::erased::Entry;
use bindery_runtime::{Api, ClientBuilder, ConfigError};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Mock;
use crate::script::{Call, Operation, Script};
use crate::xml::Xml;

/// A server on this machine that responds as one provider documents, or as a test says. It stops when it is dropped.
#[derive(Debug)]
pub struct Server<C> {
    mock: Mock,
    script: Arc<Script>,
    entry: &'static Entry,
    api: PhantomData<fn() -> C>,
}

impl<C: Api> Server<C> {
    /// Starts to serve the first of `entries` on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When there is no entry, or no port to be had.
    pub async fn start(entries: &'static [Entry]) -> io::Result<Self> {
        let entry = entries
            .first()
            .ok_or_else(|| io::Error::other("there is no provider to serve"))?;
        let script = Arc::new(Script::default());
        let mock = Mock::serve(entries, 0, Arc::clone(&script), |_| {}).await?;
        Ok(Self {
            mock,
            script,
            entry,
            api: PhantomData,
        })
    }

    /// The base URL to give to a client.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.mock.base_url(self.entry.provider.name)
    }

    /// A builder for clients of this server, with credentials that it takes.
    ///
    /// # Errors
    /// When the made-up credentials do not suit the provider.
    pub fn builder(&self) -> Result<ClientBuilder<C>, ConfigError> {
        let made_up = |name: &str| (!name.ends_with("_BASE_URL")).then(|| "made-up".to_owned());
        Ok(ClientBuilder::from_variables(made_up)?.base_url(self.base_url()))
    }

    /// A client of this server.
    ///
    /// # Errors
    /// When the HTTP client cannot be built.
    pub fn client(&self) -> Result<C, ConfigError> {
        self.builder()?.build()
    }

    /// Sets the response to an operation. The provider's crate has a method for each, with its types.
    ///
    /// # Panics
    /// When the provider has no operation of this name.
    #[expect(clippy::expect_used, reason = "only generated code names operations")]
    pub fn operation<T, E>(&self, id: &str, xml: Option<Xml>) -> Operation<'_, T, E>
    where
        T: Serialize + DeserializeOwned,
        E: Serialize,
    {
        let endpoint = self.entry.endpoints.iter().find(|e| e.operation.id == id);
        Operation::new(&self.script, endpoint.expect("the operation exists"), xml)
    }

    /// Removes all responses that were set: the server responds with the documented samples again.
    pub fn reset(&self) {
        self.script.reset();
    }

    /// The calls that came with credentials, in their order.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.script.calls()
    }

    /// Stops: takes no new connections and gives open ones a second to end.
    pub async fn stop(self) {
        self.mock.stop().await;
    }
}
