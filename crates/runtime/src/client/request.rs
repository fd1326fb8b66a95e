//! A builder for requests, of generated methods and of callers.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::client::api::Transport;
use crate::client::call;
use crate::client::error::{Error, decoded};
use crate::client::report::Failure;
use crate::client::response::{ByteStream, Response, ResponseValue};
use crate::request::message::{Body, Multipart, QueryParam, Request, set};
use crate::request::provider::Operation;
use crate::value::any::Value;

/// The operation of requests that are not in the spec.
static REQUEST: Operation = Operation::new("request", "*", "");
static STREAM: Operation = Operation::new("request", "*", "").streamed();

/// A builder for a request; see [`Transport::request`].
#[must_use]
pub struct RequestBuilder {
    transport: Transport,
    request: Request,
}

impl RequestBuilder {
    pub(crate) fn new(transport: Transport, method: Method, url: String) -> Self {
        Self { transport, request: Request::new(method, url) }
    }

    /// Adds a header. The `Accept` that generated code adds is left out: the operation's media types decide it.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        if name != header::ACCEPT {
            set(&mut self.request.headers, &name, value);
        }
        self
    }

    /// Adds headers, without the empty `api-version` that progenitor's methods send with each request.
    #[doc(hidden)]
    pub fn headers(mut self, headers: HeaderMap) -> Self {
        for (name, value) in &headers {
            if !(value.is_empty() && name == "api-version") {
                set(&mut self.request.headers, name, value.clone());
            }
        }
        self
    }

    /// Adds a parameter to the query. Generated code calls it.
    #[doc(hidden)]
    pub fn query<T: Serialize + ?Sized>(self, parameter: &QueryParam<'_, T>) -> Self {
        self.query_pair(parameter.name, parameter.value)
    }

    /// Adds a parameter to the query. A list repeats the name, and nothing is added for `None`.
    pub fn query_pair<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        self.request.add_query(name, value);
        self
    }

    /// Sets a JSON body.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.request.set_json(body);
        self
    }

    /// Sets a body of the type `application/x-www-form-urlencoded`. Nested names are written in brackets.
    pub fn form<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.request.set_form(body);
        self
    }

    /// Sets a body of the type `multipart/form-data`.
    pub fn multipart(mut self, form: Multipart) -> Self {
        if let Some(problem) = form.problem {
            self.request.fail(problem);
            return self;
        }
        let (content_type, body) = form.finish();
        // A boundary of ours is a header's value.
        if let Ok(content_type) = HeaderValue::try_from(content_type) {
            set(&mut self.request.headers, &header::CONTENT_TYPE, content_type);
        }
        self.request.body = body.into();
        self
    }

    /// Sets a body in XML, without its media type. Generated code calls it.
    #[cfg(feature = "xml")]
    #[doc(hidden)]
    pub fn xml<T: Serialize + ?Sized>(mut self, xml: &crate::Xml, body: &T) -> Self {
        match serde_json::to_string(body) {
            Ok(json) => self.request.body = xml.write(&json).into(),
            Err(error) => {
                self.request.fail(format!("the request body cannot be written as XML: {error}"))
            }
        }
        self
    }

    /// Sets a body whose media type is a header that the caller sets.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.request.body = body.into();
        self
    }

    /// Builds the request.
    ///
    /// # Errors
    /// Returns an error if a parameter or the body cannot be serialized.
    #[doc(hidden)]
    pub fn build(self) -> Result<Request, Failure> {
        match self.request.problem {
            None => Ok(self.request),
            Some(problem) => Err(Failure::request(problem)),
        }
    }

    /// Sends the request and decodes the response.
    ///
    /// # Errors
    /// Returns an error if the request fails, the status is not a success, or the body does not decode.
    pub async fn send<T: DeserializeOwned>(self) -> Result<ResponseValue<T>, Error<Value>> {
        let response = self.exec(&REQUEST).await?;
        if response.status().is_success() {
            Ok(decoded(response)?)
        } else {
            Err(Error::UnexpectedResponse(response))
        }
    }

    /// Sends the request and returns the undecoded response, with any status. The body limit applies.
    ///
    /// # Errors
    /// Returns an error if there is no complete response.
    pub async fn raw(self) -> Result<Response, Error<Value>> {
        Ok(self.exec(&REQUEST).await?)
    }

    /// Sends the request and returns the body of a success response as a stream.
    ///
    /// # Errors
    /// Returns an error if the request fails or the status is not a success.
    pub async fn stream(self) -> Result<ResponseValue<ByteStream>, Error<Value>> {
        let response = self.exec(&STREAM).await?;
        if response.status().is_success() {
            Ok(ResponseValue::stream(response))
        } else {
            Err(Error::UnexpectedResponse(response))
        }
    }

    async fn exec(self, operation: &'static Operation) -> Result<Response, Failure> {
        let path = self.request.url.strip_prefix(self.transport.base_url());
        let escapes = |path: &str| path.split('/').any(is_dots);
        if !path.is_some_and(|path| path.starts_with('/') && !escapes(path)) {
            return Err(Failure::request(
                "the path of a request begins with a slash and has no segment `.` or `..`",
            ));
        }
        call::call(&self.transport, operation, &self.request).await
    }
}

/// Whether a URL parser takes a segment for `.` or `..`.
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}

impl fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}

/// The method for forms that progenitor's code calls.
#[doc(hidden)]
pub trait RequestBuilderExt: Sized {
    /// Sets a form as the body.
    ///
    /// # Errors
    /// It cannot be written as a form.
    fn form_urlencoded<T: Serialize + ?Sized>(self, body: &T) -> Result<Self, Failure>;
}

impl RequestBuilderExt for RequestBuilder {
    fn form_urlencoded<T: Serialize + ?Sized>(self, body: &T) -> Result<Self, Failure> {
        let builder = self.form(body);
        match builder.request.problem {
            None => Ok(builder),
            Some(problem) => Err(Failure::request(problem)),
        }
    }
}
