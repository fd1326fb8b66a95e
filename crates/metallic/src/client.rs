// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The client for Metallic.

use progenitor_client::{
    Api, CallOptions, ClientHooks, ConfigError, OperationInfo, Provider, ResponseValue, Transport,
    encode_path, scheme,
};
use uuid::Uuid;

use crate::types;

/// Builds a [`Client`].
pub type ClientBuilder = progenitor_client::ClientBuilder<Client>;

/// What Metallic takes as proof of who calls.
pub type Credentials = progenitor_client::Credentials<Client>;

/// Why a call failed. The provider's own error body, where it sent one, is a [`types::ErrorResponse`].
pub type Error = progenitor_client::Error<types::ErrorResponse>;

/// A client for Metallic.
///
/// Clones are cheap and share connections and tokens; one client serves a whole program.
#[derive(Clone, Debug)]
pub struct Client {
    inner: Transport,
}

impl Api for Client {
    const PROVIDER: &'static Provider = &crate::PROVIDER;

    fn from_transport(inner: Transport) -> Self {
        Self { inner }
    }

    fn transport(&self) -> &Transport {
        &self.inner
    }
}

impl scheme::Bearer for Client {}
impl scheme::Login for Client {}

impl Client {
    /// Starts a client: give it credentials, then build it.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// A client with credentials and base URL from the environment; the crate's front page lists the variables.
    ///
    /// # Errors
    ///
    /// A variable that is missing or cannot be used, by name.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }

    /// This client with other options for the calls made through it: `client.with(options).get_…`.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            inner: self.inner.with(options),
        }
    }
}

impl Client {
    /// Read one account.
    ///
    /// Reads an account that the partner manages. A tenant may read 1000 times and write 100 times an hour; beyond that Metallic answers 429.
    ///
    /// Sends `GET /api/v1/partner/accounts/{accountId}`.
    ///
    /// - `accountId`: The account to read. Differs from the provider's page: the page's table says UUID; its list of parameters says string.
    ///
    /// # Errors
    ///
    /// The provider's refusal, or why no answer came or could be read: see the crate's front page.
    pub async fn get_account(
        &self,
        account_id: &Uuid,
    ) -> Result<ResponseValue<types::AccountResponse>, Error> {
        let url = self.inner.base_url().to_owned() + "/api/v1/partner/accounts/"
            + &encode_path(&account_id.to_string());
        let mut request = self
            .inner
            .get(url)
            .header(
                progenitor_client::header::ACCEPT,
                progenitor_client::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "get_account",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            400u16..=499u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            500u16..=599u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
}
