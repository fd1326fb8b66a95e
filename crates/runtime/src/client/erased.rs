//! A provider's operations without their types, for tools that serve every provider: the command, the tests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use serde::Serialize;
use serde::de::{DeserializeOwned, Unexpected};

use crate::request::provider::data;
use crate::value::text::Texts;
use crate::{
    Api, Builder, ByteStream, Bytes, CallOptions, ConfigError, DecodeError, Error, Inspection,
    Operation, Provider, ResponseValue, Transport, Value, inspect,
};

data! {
    /// One provider and what can be done with it.
    #[derive(Debug)]
    Entry {
        new {
            /// The spec's data.
            provider: &'static Provider,
            /// Its operations, sorted by id, each with its samples.
            endpoints: &'static [Endpoint],
            /// Makes a client: [`connect`].
            connect: Connect,
        }
    }
}

/// A function that builds a client. Its first argument returns the value of an environment variable such as
/// `PROVIDER_TOKEN`, or a replacement for it.
pub type Connect = fn(&dyn Fn(&str) -> Option<String>, Settings) -> Result<Transport, ConfigError>;

/// The settings of a client apart from credentials.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The base URL in place of the variable `PROVIDER_BASE_URL` or the default.
    pub base_url: Option<String>,
    /// For every call.
    pub options: CallOptions,
    /// `ClientBuilder::min_interval`.
    pub min_interval: Option<Duration>,
}

data! {
    /// One operation.
    #[derive(Debug)]
    Endpoint {
        new {
            /// The spec's data.
            operation: &'static Operation,
            /// Calls the operation.
            call: Invoke,
        }
        set {
            /// The documented responses, and how their bodies are decoded; `None` for one without a body that has a type.
            responses: &'static [(Status, Option<Decode>)] = &[],
            /// Examples of response headers, with their names and the documented responses that they are on.
            headers: &'static [(Status, &'static str, &'static str)] = &[],
            /// The response bodies under `specs/PROVIDER/samples`, sorted by name.
            samples: &'static [Sample] = &[],
            /// The request bodies there, sorted by name.
            request_samples: &'static [Sample] = &[],
        }
        with {
            /// The decoder of the request body, if the operation has one.
            request: Option<Decode> = None, request(decode: Decode) = Some(decode);
            /// Follows the list from page to page, if the spec says how.
            pages: Option<Paginate> = None, pages(pages: Paginate) = Some(pages);
            /// The parts of a request and a body that lead to the next page, if any do.
            paging: Option<Paging> = None, paging(paging: Paging) = Some(paging);
        }
    }
}

data! {
    /// The parts of a request and a body that lead to the next page of a list.
    #[derive(Clone, Copy, Debug)]
    Paging {
        new {
            /// JSON pointer to the list in a page.
            items: &'static str,
        }
        set {
            /// The parameter of the page, and its value for the first page; none where a URL leads to the next page.
            parameter: Option<(&'static str, &'static str)> = None,
            /// JSON pointer to the cursor or the URL of the next page.
            next: Option<&'static str> = None,
        }
    }
}

impl Endpoint {
    /// Calls the operation for a body with a type.
    ///
    /// # Errors
    /// The call failed, or its success is a file.
    pub fn decoded(
        &self,
        transport: &Transport,
        arguments: &Arguments,
    ) -> impl Future<Output = Result<ResponseValue<Box<dyn Decoded>>, CallError>> + Send + use<>
    {
        let answer = (self.call)(transport, arguments);
        async move {
            let ResponseValue { value, response } = answer.await?;
            match value {
                Content::Decoded(value) => Ok(ResponseValue { value, response }),
                Content::Bytes(_) => {
                    let problem = "its response is a file, which has no fields".to_owned();
                    Err(argument("operation", problem))
                }
            }
        }
    }

    /// The decoder of a response body with this status; `None` if no such body is documented.
    #[must_use]
    pub fn decoder(&self, status: u16) -> Option<Decode> {
        self.documented(status)?.1
    }

    fn documented(&self, status: u16) -> Option<&(Status, Option<Decode>)> {
        let wanted = [Status::Code(status), Status::Range(status / 100), Status::Default];
        wanted.iter().find_map(|wanted| self.responses.iter().find(|(found, _)| found == wanted))
    }

    /// Examples of the headers of a response with this status: their names and values.
    pub fn headers_of(&self, status: u16) -> impl Iterator<Item = (&'static str, &'static str)> {
        let documented = self.documented(status).map(|(status, _)| *status);
        let headers = self.headers.iter().filter(move |(on, ..)| Some(*on) == documented);
        headers.map(|(_, name, value)| (*name, *value))
    }

    /// The status of the success that is documented first; 200 if none is.
    #[must_use]
    pub fn success_status(&self) -> u16 {
        let code = |(status, _): &(Status, Option<Decode>)| match status {
            Status::Code(code @ 200..=299) => Some(*code),
            _ => None,
        };
        self.responses.iter().find_map(code).unwrap_or(200)
    }
}

/// The statuses that a documented response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// This one.
    Code(u16),
    /// All with this first digit: `4` stands for 400 to 499.
    Range(u16),
    /// All that are not documented.
    Default,
}

/// A function that calls an operation with arguments by name.
pub type Invoke = fn(&Transport, &Arguments) -> Answer;

/// The arguments of a call, as text: parameters by their names on the wire, and the request body.
#[derive(Clone, Default)]
pub struct Arguments {
    parameters: Vec<(String, String)>,
    body: Option<(String, Vec<u8>)>,
}

impl Arguments {
    /// No arguments.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a parameter. A list is written with commas, or its parameter is added once for each item; an object is JSON.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sets the request body and its media type.
    #[must_use]
    pub fn body(mut self, media_type: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some((media_type.into(), body.into()));
        self
    }

    /// A required parameter as its type. Generated code calls it.
    ///
    /// # Errors
    /// It is missing, or does not fit its type.
    pub fn required<T: DeserializeOwned>(&self, name: &'static str) -> Result<T, CallError> {
        let missing = || argument(name, "it is missing".to_owned());
        self.optional(name)?.ok_or_else(missing)
    }

    /// An optional parameter as its type. Generated code calls it.
    ///
    /// # Errors
    /// It does not fit its type.
    pub fn optional<T: DeserializeOwned>(
        &self,
        name: &'static str,
    ) -> Result<Option<T>, CallError> {
        let given = self.parameters.iter().filter(|(given, _)| given == name);
        let values: Vec<&str> = given.map(|(_, value)| value.as_str()).collect();
        if values.is_empty() {
            return Ok(None);
        }
        let value = T::deserialize(Texts(&values));
        value.map(Some).map_err(|error| {
            let found = error.found(Unexpected::Str(&values.join(", ")));
            argument(name, found.to_string())
        })
    }

    /// The request body as its type. Generated code calls it.
    ///
    /// # Errors
    /// It is missing, or does not decode.
    pub fn request_body<T: RequestBody>(&self) -> Result<T, CallError> {
        let body = self.optional_request_body()?;
        body.ok_or_else(|| argument("body", "it is missing".to_owned()))
    }

    /// The request body as its type, if there is one. Generated code calls it.
    ///
    /// # Errors
    /// It does not decode.
    pub fn optional_request_body<T: RequestBody>(&self) -> Result<Option<T>, CallError> {
        let Some((media_type, body)) = &self.body else {
            return Ok(None);
        };
        let read = T::read(media_type, body).map_err(|error| argument("body", error.to_string()));
        read.map(Some)
    }

    /// The first parameter that the operation does not have, if there is one.
    #[must_use]
    pub fn unknown(&self, operation: &Operation) -> Option<&str> {
        let known =
            |name: &str| operation.parameters.contains(&name) || operation.optional.contains(&name);
        self.parameters.iter().map(|(name, _)| name.as_str()).find(|name| !known(name))
    }
}

/// The type of a request body.
pub trait RequestBody: Sized {
    /// Reads it by its media type.
    ///
    /// # Errors
    /// It does not decode.
    fn read(media_type: &str, body: &[u8]) -> Result<Self, DecodeError>;
}

impl<T: crate::Answer> RequestBody for T {
    fn read(media_type: &str, body: &[u8]) -> Result<Self, DecodeError> {
        T::decode(0, Some(media_type), body)
    }
}

impl RequestBody for crate::Body {
    fn read(_: &str, body: &[u8]) -> Result<Self, DecodeError> {
        Ok(Bytes::copy_from_slice(body).into())
    }
}

impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.parameters.iter().map(|(name, _)| name);
        f.debug_list().entries(names).finish()
    }
}

fn argument(parameter: &'static str, problem: String) -> CallError {
    CallError::Argument { parameter, problem }
}

/// A function that decodes a body into a type that its caller need not know.
pub type Decode =
    fn(content_type: Option<&str>, body: &[u8]) -> Result<Box<dyn Decoded>, DecodeError>;

/// A call under way.
pub type Answer = Pin<Box<dyn Future<Output = Result<ResponseValue<Content>, CallError>> + Send>>;

/// The pages of a list, as [`Endpoint::pages`] gives them.
pub type Pages = crate::Pages<Box<dyn Decoded>, Box<dyn Decoded>>;

/// A function that follows the pages of a list, with arguments by name.
pub type Paginate = fn(&Transport, &Arguments) -> Result<Pages, CallError>;

/// The body of a success.
#[derive(Debug)]
pub enum Content {
    /// One with a type.
    Decoded(Box<dyn Decoded>),
    /// A file, as it comes.
    Bytes(ByteStream),
}

data! {
    /// A sample body.
    Sample {
        new {
            /// The file's name without its ending: `get_account.404`.
            name: &'static str,
            /// The file, relative to the workspace.
            file: &'static str,
            /// The status that such a body comes with; 0 for a request body.
            status: u16,
            /// `application/json` or `application/xml`, by the file's ending.
            media_type: &'static str,
            /// The body.
            body: &'static [u8],
        }
    }
}

impl Sample {
    /// The case of a sample of this operation: `404` for `get_account.404.xml`, and `None` for the documented sample.
    #[must_use]
    pub fn case(&self, operation: &str) -> Option<&'static str> {
        let endings = [".xml", ".txt", ".csv", ".bin"];
        let name = endings.iter().find_map(|ending| self.name.strip_suffix(ending));
        name.unwrap_or(self.name).strip_prefix(operation)?.strip_prefix('.')
    }
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sample").field(&self.file).finish()
    }
}

/// A decoded body.
pub trait Decoded: fmt::Debug + Send + Sync {
    /// Its JSON with secrets hidden, and what in it no spec knows.
    fn inspect(&self) -> Inspection;
    /// Its JSON with secrets in clear.
    fn reveal(&self) -> Value;
}

impl<T: fmt::Debug + Serialize + Send + Sync> Decoded for T {
    fn inspect(&self) -> Inspection {
        inspect(self)
    }

    fn reveal(&self) -> Value {
        crate::value::inspect::to_value(self).unwrap_or_default()
    }
}

/// The error of a failed call.
#[derive(Debug)]
pub enum CallError {
    /// An argument is missing or does not fit its parameter.
    Argument {
        /// The parameter's name.
        parameter: &'static str,
        /// The problem.
        problem: String,
    },
    /// The call itself failed.
    Call(Error<Box<dyn Decoded>>),
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument { parameter, problem } => write!(f, "{parameter}: {problem}"),
            Self::Call(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl std::error::Error for CallError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Argument { .. } => None,
            Self::Call(error) => error.source(),
        }
    }
}

/// [`Entry::connect`] for a client.
///
/// # Errors
/// Credentials or base URL are missing or cannot be used.
pub fn connect<C: Api>(
    variable: &dyn Fn(&str) -> Option<String>,
    settings: Settings,
) -> Result<Transport, ConfigError> {
    let mut builder = Builder::from_variables(C::PROVIDER, variable)?.options(settings.options);
    if let Some(url) = settings.base_url {
        builder = builder.base_url(url);
    }
    if let Some(interval) = settings.min_interval {
        builder = builder.min_interval(interval);
    }
    Ok(builder.build::<C>()?.transport().clone())
}

/// A [`Decode`] for a type.
///
/// # Errors
/// The body does not decode.
pub fn decode<T>(content_type: Option<&str>, body: &[u8]) -> Result<Box<dyn Decoded>, DecodeError>
where
    T: crate::Answer + Decoded + 'static,
{
    T::decode(200, content_type, body).map(|value| Box::new(value) as Box<dyn Decoded>)
}

/// The result of a call, without its types.
///
/// # Errors
/// The call failed.
pub fn answer<T, E>(
    result: Result<ResponseValue<T>, Error<E>>,
) -> Result<ResponseValue<Content>, CallError>
where
    T: Decoded + 'static,
    E: Decoded + 'static,
{
    finish(result, |value| Content::Decoded(Box::new(value)))
}

/// Removes the types of a call whose response is a file.
///
/// # Errors
/// The call failed.
pub fn bytes<E: Decoded + 'static>(
    result: Result<ResponseValue<ByteStream>, Error<E>>,
) -> Result<ResponseValue<Content>, CallError> {
    finish(result, Content::Bytes)
}

fn finish<T, E: Decoded + 'static>(
    result: Result<ResponseValue<T>, Error<E>>,
    content: fn(T) -> Content,
) -> Result<ResponseValue<Content>, CallError> {
    match result {
        Ok(value) => Ok(value.map(content)),
        Err(error) => Err(CallError::Call(error.map(|body| Box::new(body) as Box<dyn Decoded>))),
    }
}

/// The pages of a list, without their types.
pub fn pages<T, E>(pages: crate::Pages<T, E>) -> Pages
where
    T: Decoded + 'static,
    E: Decoded + 'static,
{
    pages.map(|item| Box::new(item) as Box<dyn Decoded>, |body| Box::new(body) as Box<dyn Decoded>)
}
