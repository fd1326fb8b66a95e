//! The base of generated clients: their transport, and the calls of their methods.

use std::fmt;
use std::future::{self, Future};
use std::sync::Arc;

use http::Method;
use reqwest::Url;

use crate::auth::proof::Auth;
use crate::client::builder::Builder;
use crate::client::call;
use crate::client::options::CallOptions;
use crate::client::report::Failure;
use crate::client::request::RequestBuilder;
use crate::client::response::Response;
use crate::exchange::hook::Hooks;
use crate::exchange::retry::Budget;
use crate::exchange::send::Sender;
use crate::request::message::Request;
use crate::request::provider::Provider;
use crate::request::url::place;

/// A generated client: a [`Transport`] and its provider.
pub trait Api: Clone + Send + Sync + 'static {
    /// The spec's data about the provider.
    const PROVIDER: &'static Provider;

    /// The builder of such clients.
    #[doc(hidden)]
    type Builder: From<Builder> + Into<Builder>;

    /// Makes the client.
    #[doc(hidden)]
    fn from_transport(transport: Transport) -> Self;

    /// The underlying transport.
    fn transport(&self) -> &Transport;
}

/// The transport of a client: connections, credentials, base URL and options. Clones share the first three.
///
/// It also sends requests that are not in the spec, with the credentials, retries and limits of the client:
///
/// ```
/// # use bindery_runtime::{Error, Transport, Value, reqwest::Method};
/// # async fn f(transport: &Transport) -> Result<(), Error<Value>> {
/// let contacts = transport
///     .request(Method::GET, "/v1/contacts")
///     .query_pair("limit", &10)
///     .send::<Value>()
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Transport {
    pub(crate) site: Arc<Site>,
    pub(crate) sender: Arc<dyn Sender>,
    pub(crate) options: Arc<CallOptions>,
}

/// The target and the credentials of a client.
pub(crate) struct Site {
    pub(crate) provider: &'static Provider,
    /// Without a slash at its end.
    pub(crate) base_url: String,
    /// The base URL again, parsed, so that no call has to do it.
    pub(crate) url: Url,
    pub(crate) auth: Auth,
    pub(crate) budget: Arc<Budget>,
    pub(crate) hooks: Hooks,
}

impl Transport {
    /// Returns the same transport with other options.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        let options = CallOptions::clone(&self.options).and(options);
        Self { options: Arc::new(options), ..self.clone() }
    }

    /// The spec's data about the provider.
    #[must_use]
    pub fn provider(&self) -> &'static Provider {
        self.site.provider
    }

    /// The base URL, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.site.base_url
    }

    /// Starts a request that is not in the spec. The path starts with a slash and is appended to the base URL;
    /// untrusted parts of it must be escaped.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        RequestBuilder::new(self.clone(), method, format!("{}{path}", self.base_url()))
    }
}

macro_rules! methods {
    ($($name:ident $method:ident,)*) => {
        /// The methods that generated code calls, each with a URL below the base URL.
        impl Transport {$(
            #[doc(hidden)]
            pub fn $name(&self, url: String) -> RequestBuilder {
                RequestBuilder::new(self.clone(), Method::$method, url)
            }
        )*}
    };
}

methods!(get GET, put PUT, post POST, patch PATCH, delete DELETE, head HEAD,);

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport")
            .field("provider", &self.site.provider.name)
            .field("base_url", &self.site.base_url)
            .field("auth", &self.site.auth)
            .field("hooks", &self.site.hooks)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl Site {
    /// Host and path of the base URL, for messages: `api.example.com/v1`.
    pub(crate) fn place(&self) -> String {
        place(&self.url)
    }
}

/// The operation of a generated method.
#[doc(hidden)]
#[derive(Debug)]
pub struct OperationInfo {
    /// The spec's `operationId`.
    pub operation_id: &'static str,
}

/// The data of a client that progenitor's methods use.
#[doc(hidden)]
pub trait ClientInfo<Inner> {
    /// Nothing: the header that it is for is not sent.
    fn api_version() -> &'static str;

    /// The base URL.
    fn baseurl(&self) -> &str;

    /// The transport for requests.
    fn client(&self) -> &Transport;

    /// Nothing.
    fn inner(&self) -> &Inner;
}

impl<C: Api> ClientInfo<()> for C {
    fn api_version() -> &'static str {
        ""
    }

    fn baseurl(&self) -> &str {
        self.transport().base_url()
    }

    fn client(&self) -> &Transport {
        self.transport()
    }

    fn inner(&self) -> &() {
        &()
    }
}

/// The functions that generated methods call, in this order. Callers use a [`Hook`](crate::Hook) instead.
#[doc(hidden)]
pub trait ClientHooks: Api {
    /// Nothing: [`exec`](Self::exec) does all that there is to do.
    fn pre(
        &self,
        _request: &mut Request,
        _info: &OperationInfo,
    ) -> impl Future<Output = Result<(), Failure>> + Send {
        future::ready(Ok(()))
    }

    /// Sends the request with credentials, as often as the settings allow, and reads the whole response.
    ///
    /// # Errors
    /// No complete response came. One with an error status is `Ok` here: the method knows what its body means.
    fn exec(
        &self,
        request: Request,
        info: &OperationInfo,
    ) -> impl Future<Output = Result<Response, Failure>> + Send {
        let transport = self.transport();
        let operation = transport.site.provider.operation(info.operation_id);
        async move {
            match operation {
                Some(operation) => call::call(transport, operation, &request).await,
                None => Err(Failure::request("the provider has no operation of this name")),
            }
        }
    }

    /// Nothing: what follows decodes the response.
    fn post(
        &self,
        _result: &Result<Response, Failure>,
        _info: &OperationInfo,
    ) -> impl Future<Output = Result<(), Failure>> + Send {
        future::ready(Ok(()))
    }
}

impl<C: Api> ClientHooks for C {}
