//! The runtime of all Bindery crates: decoding, authentication, retries, limits and errors.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![doc = ""]
#![doc = include_str!("../README.md")]

#[cfg(feature = "client")]
mod auth;
mod body;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod exchange;
mod request;
mod value;

pub use body::decode::{decode, decode_strict};
pub use request::provider::{
    ErrorFields, Operation, Provider, QueryStyle, ResponseBody, Scheme, Server, TokenBody,
    TokenCredentials, TokenRequest, variable,
};
pub use value::any::{Number, Object, Value};
pub use value::base64::Base64;
pub use value::date::Date;
pub use value::decimal::{Decimal, DecimalString};
pub use value::extra::Extra;
pub use value::fault::DecodeError;
pub use value::file::File;
pub use value::inspect::{Inspection, inspect};
pub use value::scalar::ParseError;
pub use value::secret::Secret;
pub use value::timestamp::Timestamp;
pub use value::unix_time::{UnixTime, UnixTimeMs};
#[cfg(feature = "client")]
pub use {
    auth::grant::Token,
    bytes::Bytes,
    client::api::{Api, Transport},
    client::builder::redirects,
    client::error::Error,
    client::options::{CallOptions, MediaType},
    client::pages::{Cursor, End, Items, NextPage, Page, Pages, next_link},
    client::request::RequestBuilder,
    client::response::{ByteStream, Response, ResponseValue},
    exchange::fault::ErrorKind,
    exchange::hook::{CallInfo, Hook, HookAction},
    http::{Method, header},
    request::config::ConfigError,
    request::message::{Body, Multipart},
    reqwest,
};

// For generated code.
#[doc(hidden)]
pub use body::answer::Answer;
#[cfg(feature = "erased")]
#[doc(hidden)]
pub use client::erased;
#[cfg(all(feature = "client", feature = "xml"))]
#[doc(hidden)]
pub use request::xml::{Rule, Xml};
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub use schemars;
#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use value::{object, open_enum, union};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use {
    client::api::{ClientHooks, ClientInfo, OperationInfo},
    client::builder::Builder,
    client::credentials::Credentials,
    client::pages::{count, resume},
    client::report::Failure,
    client::request::RequestBuilderExt,
    client::response::header_value,
    request::message::{QueryParam, Request},
    request::url::encode_path,
};
