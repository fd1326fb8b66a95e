// Generated from specs/twosms/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The client for 2sms.

use uuid::Uuid;
use crate::types;
use ::progenitor_client::{
    Api, CallOptions, ConfigError, Method, Provider, RequestBuilder, ResponseValue,
    Transport,
};

::progenitor_client::client_builder! {
    Client,
    "2sms": client_credentials token token_requests
}

/// The error of a failed call. `E` is the type of the provider's error body.
pub type Error<E = types::ErrorResponse> = ::progenitor_client::Error<E>;

/// A client for 2sms.
///
/// Cloning is cheap. Clones share connections and tokens, so create one client and use it everywhere.
#[derive(Clone, Debug)]
pub struct Client {
    inner: crate::methods::Client,
}

impl Api for Client {
    const PROVIDER: &'static Provider = &crate::PROVIDER;
    type Builder = ClientBuilder;
    fn from_transport(transport: Transport) -> Self {
        Self {
            inner: <crate::methods::Client as Api>::from_transport(transport),
        }
    }
    fn transport(&self) -> &Transport {
        &self.inner.client
    }
}

/// Construction.
impl Client {
    /// Returns a builder for a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
    /// Creates a client with the credentials and the base URL from environment variables, see [credentials](crate#credentials).
    ///
    /// # Errors
    ///
    /// Returns an error that names the variable if one is missing or invalid.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }
    /// Returns a client that uses these options for its calls, and shares connections and tokens with this one.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            inner: crate::methods::Client {
                client: self.inner.client.with(options),
                baseurl: ::std::sync::Arc::clone(&self.inner.baseurl),
            },
        }
    }
    /// Starts a request that is not in the spec, with the credentials, retries and limits of this client. `path` begins
    /// with a slash and follows the base URL; what in it comes from elsewhere must be percent-encoded.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.inner.client.request(method, path)
    }
}

/// The operations.
impl Client {
    /// Returns an account.
    ///
    /// 2sms also responds with status 401 if the caller has no access to the account, so 401 does not always mean invalid credentials. The response contains the account's SMS password, so treat it as confidential.
    ///
    /// Sends `GET /api/v2/admin/accounts/{id}`.
    ///
    /// - `id`: ID of the account, `ID` in the response.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn get_account(
        &self,
        id: &Uuid,
    ) -> Result<ResponseValue<types::AccountResponse>, Error> {
        self.inner.get_account(id).await
    }
    /// Lists the users of an account.
    ///
    /// Returns every user of an account. The response holds passwords and PINs, so treat it as confidential.
    ///
    /// Sends `GET /api/v1/UserAdminAPI/GetAllUsers`.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn list_users(
        &self,
        options: options::ListUsers,
    ) -> Result<ResponseValue<types::UserList>, Error> {
        self.inner.list_users(options.account_id.as_ref()).await
    }
}

/// The optional parameters of the operations.
pub mod options {
    use uuid::Uuid;
    /// The optional parameters of [`list_users`](crate::Client::list_users).
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ListUsers {
        /// Account whose users are listed. Without it, the account of the caller.
        pub account_id: Option<Uuid>,
    }
    impl ListUsers {
        /// Creates options with no parameter set.
        #[must_use]
        pub fn new() -> Self {
            <Self as ::std::default::Default>::default()
        }
        /// Sets `account_id`.
        #[must_use]
        pub fn account_id(mut self, account_id: Uuid) -> Self {
            self.account_id = Some(account_id);
            self
        }
    }
}
