//! A provider's operations without their types, for tools that serve every provider: the command, the tests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::str::FromStr;

use serde::Serialize;

use crate::{
    Api, CallOptions, ClientBuilder, ConfigError, DecodeError, Error, Inspection, Operation,
    Provider, ResponseValue, Transport, Value, inspect,
};

/// One provider and what can be done with it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Entry {
    /// What the spec says.
    pub provider: &'static Provider,
    /// Its operations, sorted by id, each with its samples.
    pub endpoints: &'static [Endpoint],
    /// Makes a client: [`connect`].
    pub connect: Connect,
}

impl Entry {
    /// A provider, its operations sorted by id, and how to make a client for it: [`connect`].
    #[must_use]
    pub const fn new(
        provider: &'static Provider,
        endpoints: &'static [Endpoint],
        connect: Connect,
    ) -> Self {
        Self {
            provider,
            endpoints,
            connect,
        }
    }
}

/// A function that makes a client. The first argument gives the value of an environment variable such as
/// `SAKARI_TOKEN`, or of a stand-in for it.
pub type Connect = fn(&dyn Fn(&str) -> Option<String>, Settings) -> Result<Transport, ConfigError>;

/// What a client needs besides credentials.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// In place of the variable `SAKARI_BASE_URL`, or of the provider's own.
    pub base_url: Option<String>,
    /// For every call.
    pub options: CallOptions,
}

/// One operation.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoint {
    /// What the spec says.
    pub operation: &'static Operation,
    /// The bodies under `specs/PROVIDER/samples`, sorted by name.
    pub samples: &'static [Sample],
    /// Decodes an answer, by its media type, as a call would.
    pub decode: Decode,
    /// Decodes the provider's error body.
    pub decode_error: Decode,
    /// Calls the operation with its required parameters as text.
    pub call: Invoke,
}

impl Endpoint {
    /// An operation without samples: how its responses are decoded, those with an error status too, and how it is called.
    #[must_use]
    pub const fn new(
        operation: &'static Operation,
        decode: Decode,
        decode_error: Decode,
        call: Invoke,
    ) -> Self {
        Self {
            operation,
            samples: &[],
            decode,
            decode_error,
            call,
        }
    }

    /// Sets [`samples`](Self::samples).
    #[must_use]
    pub const fn samples(mut self, samples: &'static [Sample]) -> Self {
        self.samples = samples;
        self
    }
}

/// A function that calls an operation with its required parameters as text.
pub type Invoke = fn(&Transport, &[String]) -> Answer;

/// A function that decodes a body into a type that its caller need not know.
pub type Decode =
    fn(content_type: Option<&str>, body: &[u8]) -> Result<Box<dyn Decoded>, DecodeError>;

/// A call under way.
pub type Answer =
    Pin<Box<dyn Future<Output = Result<ResponseValue<Box<dyn Decoded>>, CallError>> + Send>>;

/// A sample body.
#[non_exhaustive]
pub struct Sample {
    /// The file's name without its ending: `get_account.404`.
    pub name: &'static str,
    /// The file, from the workspace's root: `specs/sakari/samples/get_account.404.json`.
    pub file: &'static str,
    /// The status that such a body comes with: 200, or the three digits that the case starts with.
    pub status: u16,
    /// `application/json` or `application/xml`, by the file's ending.
    pub media_type: &'static str,
    /// The body.
    pub body: &'static [u8],
}

impl Sample {
    /// A sample body: its name, its file, the status that it comes with, its media type and its bytes.
    #[must_use]
    pub const fn new(
        name: &'static str,
        file: &'static str,
        status: u16,
        media_type: &'static str,
        body: &'static [u8],
    ) -> Self {
        Self {
            name,
            file,
            status,
            media_type,
            body,
        }
    }
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sample")
            .field("file", &self.file)
            .field("status", &self.status)
            .finish_non_exhaustive()
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
        crate::value::inspect::reveal(self)
    }
}

/// Why a call failed.
#[derive(Debug)]
pub enum CallError {
    /// An argument is missing or does not fit its parameter.
    Argument {
        /// The parameter's name.
        parameter: &'static str,
        /// What is wrong with it.
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
    let mut builder = ClientBuilder::<C>::from_variables(variable)?.options(settings.options);
    if let Some(url) = settings.base_url {
        builder = builder.base_url(url);
    }
    Ok(builder.build()?.transport().clone())
}

/// [`Endpoint::decode`] for a type.
///
/// # Errors
/// The body does not decode.
pub fn decode<T>(content_type: Option<&str>, body: &[u8]) -> Result<Box<dyn Decoded>, DecodeError>
where
    T: crate::Answer + Decoded + 'static,
{
    T::decode(200, content_type, body).map(|value| Box::new(value) as Box<dyn Decoded>)
}

/// The argument of [`Endpoint::call`] for a parameter, as its type.
///
/// # Errors
/// It is missing, or does not fit.
pub fn argument<T>(
    parameter: &'static str,
    arguments: &[String],
    index: usize,
) -> Result<T, CallError>
where
    T: FromStr<Err: fmt::Display>,
{
    let fail = |problem| CallError::Argument { parameter, problem };
    let text = arguments
        .get(index)
        .ok_or_else(|| fail("it is missing".to_owned()))?;
    text.parse()
        .map_err(|error| fail(format!("{text:?} does not fit: {error}")))
}

/// What a call came to, without its types.
///
/// # Errors
/// The call failed.
pub fn answer<T, E>(
    result: Result<ResponseValue<T>, Error<E>>,
) -> Result<ResponseValue<Box<dyn Decoded>>, CallError>
where
    T: Decoded + 'static,
    E: Decoded + 'static,
{
    match result {
        Ok(value) => Ok(value.map(|value| Box::new(value) as Box<dyn Decoded>)),
        Err(error) => Err(CallError::Call(
            error.map(|body| Box::new(body) as Box<dyn Decoded>),
        )),
    }
}
