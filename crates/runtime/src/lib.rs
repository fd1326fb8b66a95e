//! What every Bindery crate runs on: decoding, auth, retries, limits and errors, driven by each provider's spec.
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

#[cfg(feature = "client")]
pub use auth::token::Token;
#[doc(hidden)]
pub use body::answer::Answer;
pub use body::decode::{DecodeError, decode, decode_strict};
#[cfg(feature = "client")]
pub use bytes::Bytes;
#[cfg(feature = "client")]
pub use client::api::{Api, Transport};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use client::api::{ClientHooks, ClientInfo, OperationInfo};
#[cfg(feature = "client")]
pub use client::builder::{ClientBuilder, redirects};
#[cfg(feature = "client")]
pub use client::credentials::{Credentials, scheme};
#[cfg(feature = "erased")]
#[doc(hidden)]
pub use client::erased;
#[cfg(feature = "client")]
pub use client::error::{Error, ErrorKind};
#[cfg(feature = "client")]
pub use client::options::{CallOptions, MediaType};
#[cfg(feature = "client")]
pub use client::pages::{Cursor, Items, Page, Pages, next_link, next_offset, next_page};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use client::report::Failure;
#[cfg(feature = "client")]
pub use client::request::RequestBuilder;
#[cfg(feature = "client")]
#[doc(hidden)]
pub use client::request::RequestBuilderExt;
#[cfg(feature = "client")]
pub use client::response::{ByteStream, Response, ResponseValue};
#[cfg(feature = "client")]
pub use exchange::hook::{CallInfo, Hook, HookAction};
#[cfg(feature = "client")]
pub use http::{Method, header};
#[cfg(feature = "client")]
pub use request::config::ConfigError;
#[cfg(feature = "client")]
pub use request::message::{Body, Multipart};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use request::message::{QueryParam, Request};
pub use request::provider::{
    ErrorFields, Operation, Provider, QueryStyle, ResponseBody, Scheme, Security, Server,
    TokenBody, TokenCredentials, TokenRequest, variable,
};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use request::url::encode_path;
#[cfg(feature = "client")]
pub use reqwest;
/// For what [`open_enum!`] writes.
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub use schemars;
/// For what [`open_enum!`] writes.
#[doc(hidden)]
pub use serde;
pub use value::any::{Number, Object, Value};
pub use value::decimal::Decimal;
pub use value::extra::Extra;
pub use value::inspect::{Inspection, inspect};
pub use value::scalar::ParseError;
pub use value::secret::Secret;
pub use value::timestamp::Timestamp;
#[doc(hidden)]
pub use value::{object, open_enum};
