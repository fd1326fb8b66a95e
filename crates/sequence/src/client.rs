// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The client for Sequence.

use crate::types;
use ::progenitor_client::{
    Api, CallOptions, ConfigError, Method, Provider, RequestBuilder, ResponseValue,
    Transport,
};

::progenitor_client::client_builder! {
    Client,
    "Sequence": basic
}

/// The error of a failed call. `E` is the type of the provider's error body.
pub type Error<E = types::ErrorResponse> = ::progenitor_client::Error<E>;

/// A client for Sequence.
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
    /// The account must belong to the organisation of the credentials. Sequence limits the request rate with status 429 and documents no header with the time to wait.
    ///
    /// Sends `GET /sequence-accounts/{id}`.
    ///
    /// - `id`: ID of the account.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn get_account(
        &self,
        id: &str,
    ) -> Result<ResponseValue<types::Account>, Error> {
        self.inner.get_account(id).await
    }
    /// Updates an account.
    ///
    /// Replaces the email addresses that receive alerts. The document requires nothing else; its sample sends the other fields of the account as well, without its id, its organisation and its time of creation.
    ///
    /// Sends `PUT /sequence-accounts/{id}`.
    ///
    /// - `id`: ID of the account.
    /// - `body`: The new values.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn update_account(
        &self,
        id: &str,
        body: &types::UpdateAccount,
    ) -> Result<ResponseValue<types::Account>, Error> {
        self.inner.update_account(id, body).await
    }
    /// Lists the accounts of the organisation.
    ///
    /// Returns one page of accounts. `pagination.after` of a page is the cursor of the next one; it is null or absent on the last page.
    ///
    /// Sends `GET /sequence-accounts`.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn list_accounts(
        &self,
        options: options::ListAccounts,
    ) -> Result<ResponseValue<types::AccountList>, Error> {
        self.inner
            .list_accounts(
                options.after.as_deref(),
                options.before.as_deref(),
                options.limit,
            )
            .await
    }
    /// Follows the list of [`list_accounts`](Self::list_accounts) from page to page.
    ///
    /// Returns a `Stream` of pages, or of items with `items()`. `resume_token()` names the next page, and `starting_at()` continues there. After an error, the next poll requests the same page again.
    pub fn list_accounts_pages(
        &self,
        options: options::ListAccounts,
    ) -> ::progenitor_client::Pages<types::Account, types::ErrorResponse> {
        let client = self.clone();
        ::progenitor_client::Pages::new(move |
            cursor: Option<::progenitor_client::Cursor>|
        {
            let client = client.clone();
            let mut options = options.clone();
            async move {
                if let Some(cursor) = cursor {
                    options.after = Some(::progenitor_client::resume(&cursor)?);
                }
                let response = client.list_accounts(options).await?;
                let next = ::progenitor_client::NextPage::At(
                    response
                        .pagination
                        .after
                        .as_ref()
                        .map(::std::string::ToString::to_string),
                );
                let page = response.into_inner();
                Ok(::progenitor_client::Page {
                    items: page.items,
                    next,
                })
            }
        })
    }
}

/// The optional parameters of the operations.
pub mod options {
    /// The optional parameters of [`list_accounts`](crate::Client::list_accounts).
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ListAccounts {
        /// Maximum number of accounts on a page, from 1 to 100.
        pub limit: Option<i64>,
        /// Cursor from `pagination.after` of another page. Returns the accounts after it.
        pub after: Option<String>,
        /// Cursor from `pagination.before` of another page. Returns the accounts before it.
        pub before: Option<String>,
    }
    impl ListAccounts {
        /// Creates options with no parameter set.
        #[must_use]
        pub fn new() -> Self {
            <Self as ::std::default::Default>::default()
        }
        /// Sets `limit`.
        #[must_use]
        pub fn limit(mut self, limit: i64) -> Self {
            self.limit = Some(limit);
            self
        }
        /// Sets `after`.
        #[must_use]
        pub fn after(mut self, after: impl Into<String>) -> Self {
            self.after = Some(after.into());
            self
        }
        /// Sets `before`.
        #[must_use]
        pub fn before(mut self, before: impl Into<String>) -> Self {
            self.before = Some(before.into());
            self
        }
    }
}
