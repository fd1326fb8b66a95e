// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The client for Metallic.

use uuid::Uuid;
use crate::types;
use ::progenitor_client::{
    Api, CallOptions, ConfigError, Method, Provider, RequestBuilder, ResponseValue,
    Transport,
};

::progenitor_client::client_builder! {
    Client,
    "Metallic": login token token_requests
}

/// The error of a failed call. `E` is the type of the provider's error body.
pub type Error<E = types::ErrorResponse> = ::progenitor_client::Error<E>;

/// A client for Metallic.
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
    /// The partner must manage the account. Metallic allows 1000 reads and 100 writes per tenant and hour; further requests get status 429.
    ///
    /// Sends `GET /api/v1/partner/accounts/{accountId}`.
    ///
    /// - `account_id`: ID of the account. Differs from the provider's page: the page's table says UUID; its list of parameters says string.
    ///
    /// Response headers: [`GetAccountHeaders`](headers::GetAccountHeaders).
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn get_account(
        &self,
        account_id: &Uuid,
    ) -> Result<ResponseValue<types::AccountResponse>, Error> {
        self.inner.get_account(account_id).await
    }
    /// Lists accounts.
    ///
    /// Returns one page of the accounts that the partner manages.
    ///
    /// Sends `GET /api/v1/partner/accounts`.
    ///
    /// Response headers: [`ListAccountsHeaders`](headers::ListAccountsHeaders).
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
                options.filter.as_deref(),
                options.page_number,
                options.page_size,
                options.sort.as_deref(),
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
                    options.page_number = Some(::progenitor_client::resume(&cursor)?);
                }
                let start = ::progenitor_client::count(options.page_number.as_ref())
                    .unwrap_or(0i64);
                let response = client.list_accounts(options).await?;
                let next = ::progenitor_client::NextPage::Number(
                    start,
                    0i64,
                    ::progenitor_client::End::Total(
                        ::progenitor_client::count(
                            response
                                .metadata
                                .as_ref()
                                .and_then(|value| value.pagination.as_ref())
                                .and_then(|value| value.total_records.as_ref()),
                        ),
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
}

/// The optional parameters of the operations.
pub mod options {
    /// The optional parameters of [`list_accounts`](crate::Client::list_accounts).
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ListAccounts {
        /// Filter of the accounts. It may use `searchTerm` (a name or a contact's email address), `id`, `notId`, `orgId`, `resellerId`, `type`, `name`, `status`, `domain`, `website` and `externalCustomerId`; how it is written is not documented.
        pub filter: Option<String>,
        /// Order of the accounts, such as `desc:updateTs`, which is the default.
        pub sort: Option<String>,
        /// Number of the page, from 0, which is the default.
        pub page_number: Option<i32>,
        /// Maximum number of accounts on a page. 25 by default.
        pub page_size: Option<i32>,
    }
    impl ListAccounts {
        /// Creates options with no parameter set.
        #[must_use]
        pub fn new() -> Self {
            <Self as ::std::default::Default>::default()
        }
        /// Sets `filter`.
        #[must_use]
        pub fn filter(mut self, filter: impl Into<String>) -> Self {
            self.filter = Some(filter.into());
            self
        }
        /// Sets `sort`.
        #[must_use]
        pub fn sort(mut self, sort: impl Into<String>) -> Self {
            self.sort = Some(sort.into());
            self
        }
        /// Sets `page_number`.
        #[must_use]
        pub fn page_number(mut self, page_number: i32) -> Self {
            self.page_number = Some(page_number);
            self
        }
        /// Sets `page_size`.
        #[must_use]
        pub fn page_size(mut self, page_size: i32) -> Self {
            self.page_size = Some(page_size);
            self
        }
    }
}

/// The documented response headers of the operations.
pub mod headers {
    /// The documented headers of the responses of [`get_account`](crate::Client::get_account), made of `response.headers()`. One that is absent, or does not fit its type, is `None`.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct GetAccountHeaders {
        /// `X-RateLimit-Period`: Number of seconds to wait before the next request, with status 429.
        pub x_rate_limit_period: Option<i64>,
    }
    impl ::std::convert::From<&::progenitor_client::header::HeaderMap>
    for GetAccountHeaders {
        fn from(headers: &::progenitor_client::header::HeaderMap) -> Self {
            Self {
                x_rate_limit_period: ::progenitor_client::header_value(
                    headers,
                    "X-RateLimit-Period",
                ),
            }
        }
    }
    /// The documented headers of the responses of [`list_accounts`](crate::Client::list_accounts), made of `response.headers()`. One that is absent, or does not fit its type, is `None`.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ListAccountsHeaders {
        /// `X-RateLimit-Period`: Number of seconds to wait before the next request, with status 429.
        pub x_rate_limit_period: Option<i64>,
    }
    impl ::std::convert::From<&::progenitor_client::header::HeaderMap>
    for ListAccountsHeaders {
        fn from(headers: &::progenitor_client::header::HeaderMap) -> Self {
            Self {
                x_rate_limit_period: ::progenitor_client::header_value(
                    headers,
                    "X-RateLimit-Period",
                ),
            }
        }
    }
}
