// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The client for Sakari.

use crate::types;
use ::progenitor_client::{
    Api, CallOptions, ConfigError, Method, Provider, RequestBuilder, ResponseValue,
    Transport,
};

::progenitor_client::client_builder! {
    Client,
    "Sakari": client_credentials token token_requests
}

/// The error of a failed call. `E` is the type of the provider's error body.
pub type Error<E = types::ErrorResponse> = ::progenitor_client::Error<E>;

/// A client for Sakari.
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
    /// The response has the account's plan, balance and settings. It contains the account's API secret, so treat it as confidential.
    ///
    /// Sends `GET /v1/accounts/{accountId}`.
    ///
    /// - `account_id`: ID of the account.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn get_account(
        &self,
        account_id: &str,
    ) -> Result<ResponseValue<types::AccountResponse>, Error> {
        self.inner.get_account(account_id).await
    }
    /// Lists accounts.
    ///
    /// Returns one page of the accounts that the credentials may see.
    ///
    /// Sends `GET /v1/accounts`.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn list_accounts(
        &self,
        options: options::ListAccounts,
    ) -> Result<ResponseValue<types::AccountList>, Error> {
        self.inner.list_accounts(options.limit, options.offset).await
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
                    options.offset = Some(::progenitor_client::resume(&cursor)?);
                }
                let start = ::progenitor_client::count(options.offset.as_ref())
                    .unwrap_or(0i64);
                let response = client.list_accounts(options).await?;
                let next = ::progenitor_client::NextPage::Offset(
                    start,
                    ::progenitor_client::End::More(
                        response
                            .pagination
                            .as_ref()
                            .and_then(|value| value.has_next.as_ref())
                            .copied(),
                    ),
                );
                let page = response.into_inner();
                Ok(::progenitor_client::Page {
                    items: page.data,
                    next,
                })
            }
        })
    }
    /// Returns the plan of an account.
    ///
    /// Sends `GET /v1/accounts/{accountId}/plan`.
    ///
    /// - `account_id`: ID of the account.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn get_plan(
        &self,
        account_id: &str,
    ) -> Result<ResponseValue<types::PlanResponse>, Error> {
        self.inner.get_plan(account_id).await
    }
    /// Changes the plan of an account.
    ///
    /// Sends `PUT /v1/accounts/{accountId}/plan`.
    ///
    /// - `account_id`: ID of the account.
    /// - `body`: The new plan.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn update_plan(
        &self,
        account_id: &str,
        body: &types::UpdatePlan,
    ) -> Result<ResponseValue<types::PlanResponse>, Error> {
        self.inner.update_plan(account_id, body).await
    }
}

/// The optional parameters of the operations.
pub mod options {
    /// The optional parameters of [`list_accounts`](crate::Client::list_accounts).
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ListAccounts {
        /// Number of accounts to skip.
        pub offset: Option<i64>,
        /// Maximum number of accounts on a page, from 1 to 100.
        pub limit: Option<i64>,
    }
    impl ListAccounts {
        /// Creates options with no parameter set.
        #[must_use]
        pub fn new() -> Self {
            <Self as ::std::default::Default>::default()
        }
        /// Sets `offset`.
        #[must_use]
        pub fn offset(mut self, offset: i64) -> Self {
            self.offset = Some(offset);
            self
        }
        /// Sets `limit`.
        #[must_use]
        pub fn limit(mut self, limit: i64) -> Self {
            self.limit = Some(limit);
            self
        }
    }
}
