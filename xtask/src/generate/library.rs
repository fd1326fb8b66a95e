//! `src/lib.rs` of a provider's crate: its modules, what it re-exports, and what its spec says of the provider as data.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{File, parse_quote};

use crate::generate::{headers, outcome, rust};
use crate::spec::{
    Document, KeyPlace, Location, Object, Operation, Parameter, Requirement, Scheme, SchemeKind,
    Spec, Style, TokenBody, TokenClient, TokenRequest,
};

/// The crate's root.
pub fn library(spec: &Spec) -> File {
    let title = rust::markdown(&spec.document.title);
    let types_only = format!("The types of {title}'s request and response bodies.");
    let about = format!(" The servers, credentials and operations of {title}.");
    let provider = provider(spec);
    // A glob, so that an operation called `error` never clashes with the root's own names.
    let glob = |name: &str| {
        let name = rust::ident(name);
        quote! {
            #[cfg(feature = "client")]
            #[allow(unused_imports, reason = "an operation may be called as something else here")]
            pub use client::#name::*;
        }
    };
    let has_options = spec.document.operations.iter().any(|o| rust::options(o).is_some());
    let options = has_options.then(|| glob("options"));
    let headers = headers::headers(&spec.document).map(|_| glob("headers"));
    let responses = outcome::enums(&spec.document).map(|_| glob("responses"));
    parse_quote! {
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #![cfg_attr(feature = "client", doc = include_str!("lib.md"))]
        #![cfg_attr(not(feature = "client"), doc = #types_only)]

        /// The name by which progenitor's methods use the runtime as an HTTP library.
        #[cfg(feature = "client")]
        extern crate progenitor_client as reqwest;

        #[cfg(feature = "client")]
        #[rustfmt::skip]
        mod client;
        #[cfg(feature = "erased")]
        #[doc(hidden)]
        #[rustfmt::skip]
        pub mod erased;
        #[cfg(feature = "client")]
        #[rustfmt::skip]
        mod methods;
        #[cfg(feature = "mock")]
        #[rustfmt::skip]
        pub mod mock;
        #[rustfmt::skip]
        pub mod types;

        #options
        #headers
        #responses
        #[cfg(feature = "client")]
        pub use client::{Client, ClientBuilder, Credentials, Error};
        #[doc(inline)]
        pub use progenitor_client as runtime;
        #[cfg(feature = "client")]
        #[doc(inline)]
        pub use progenitor_client::{CallOptions, ConfigError, ErrorKind, MediaType, Method, ResponseValue, Token, redirects};
        #[doc(inline)]
        pub use progenitor_client::{
            Base64, Date, Decimal, DecimalString, DecodeError, Extra, Object, Secret, Timestamp, UnixTime, UnixTimeMs, Value, decode, inspect,
        };

        #[doc = #about]
        #[doc(hidden)]
        pub static PROVIDER: ::progenitor_client::Provider = #provider;
    }
}

fn provider(spec: &Spec) -> TokenStream {
    let Document { title, servers, operations, .. } = &spec.document;
    let name = &spec.provider;
    let servers = servers.iter().map(|s| {
        let (url, description) = (&s.url, &s.description);
        quote!(::progenitor_client::Server::new(#url, #description))
    });
    let constants = operations.iter().flat_map(|o| &o.constants);
    let constants = sorted(constants).into_iter().map(|(name, value)| quote!((#name, #value)));
    let security = spec.document.security.iter().map(|r| requirement(&spec.document, r));
    let waits = operations.iter().flat_map(|o| &o.responses).flat_map(|r| &r.headers);
    let waits =
        sorted(waits.filter(|h| h.wait).map(|h| &h.name)).into_iter().map(|name| quote!(#name));
    let operations =
        sorted_operations(&spec.document).into_iter().map(|o| operation(&spec.document, o));
    let parts = [
        list("servers", servers),
        list("headers", constants),
        list("security", security),
        error(&spec.document),
        list("wait_headers", waits),
        list("operations", operations),
    ];
    quote!(::progenitor_client::Provider::new(#name, #title) #(#parts)*)
}

/// The operations as the runtime wants them: sorted by id.
pub fn sorted_operations(document: &Document) -> Vec<&Operation> {
    let mut operations: Vec<_> = document.operations.iter().collect();
    operations.sort_by(|a, b| a.id.cmp(&b.id));
    operations
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort();
    items.dedup();
    items
}

/// `.name(&[…])`, or nothing where there are no items.
pub fn list(name: &str, items: impl Iterator<Item = TokenStream>) -> TokenStream {
    let items: Vec<_> = items.collect();
    if items.is_empty() {
        return TokenStream::new();
    }
    let name = rust::ident(name);
    quote!(.#name(&[#(#items),*]))
}

/// `.error(…)`: where the first error body that says so has its code and its message.
fn error(document: &Document) -> TokenStream {
    let bodies =
        document.operations.iter().flat_map(Operation::failures).filter_map(|r| r.body.as_ref());
    let fields = |body: &Object| -> Option<TokenStream> {
        let fields = [("code", &body.code), ("message", &body.message)];
        let fields: Vec<TokenStream> = fields
            .into_iter()
            .filter_map(|(name, pointer)| {
                let (name, pointer) = (rust::ident(name), json_pointer(pointer.as_ref()?));
                Some(quote!(.#name(#pointer)))
            })
            .collect();
        (!fields.is_empty())
            .then(|| quote!(.error(::progenitor_client::ErrorFields::new() #(#fields)*)))
    };
    let mut objects = bodies.filter_map(|b| document.object(&b.schema));
    objects.find_map(fields).unwrap_or_default()
}

fn requirement(document: &Document, requirement: &Requirement) -> TokenStream {
    let schemes: Vec<_> = document.schemes_of(requirement).into_iter().map(scheme).collect();
    match schemes.as_slice() {
        [one] => one.clone(),
        several => quote!(::progenitor_client::Scheme::all(&[#(#several),*])),
    }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let (constructor, arguments) = match &scheme.kind {
        SchemeKind::Basic { username, password } => ("basic", quote!(#username, #password)),
        SchemeKind::Bearer => ("bearer", TokenStream::new()),
        SchemeKind::ApiKey { place: KeyPlace::Header, name } => ("api_key_header", quote!(#name)),
        SchemeKind::ApiKey { place: KeyPlace::Query, name } => ("api_key_query", quote!(#name)),
        SchemeKind::ClientCredentials(request) => ("client_credentials", token_request(request)),
        SchemeKind::Login(request) => ("login", token_request(request)),
    };
    let constructor = rust::ident(constructor);
    quote!(::progenitor_client::Scheme::#constructor(#arguments))
}

fn token_request(request: &TokenRequest) -> TokenStream {
    let url = &request.url;
    let mut calls = Vec::new();
    if request.body == TokenBody::Json {
        calls.push(quote!(.json()));
    }
    if request.client == TokenClient::Basic {
        calls.push(quote!(.basic()));
    }
    let scope =
        (!request.scopes.is_empty()).then(|| ("scope".to_owned(), request.scopes.join(" ")));
    let fields = scope.iter().chain(&request.parameters);
    calls.push(list("fields", fields.map(|(name, value)| quote!((#name, #value)))));
    if request.token != "/access_token" {
        let token = &request.token;
        calls.push(quote!(.token(#token)));
    }
    quote!(::progenitor_client::TokenRequest::new(#url) #(#calls)*)
}

fn operation(document: &Document, operation: &Operation) -> TokenStream {
    let (id, method, path) = (&operation.id, operation.method.as_str(), operation.path.to_string());
    let required = operation.required().into_iter().map(|p| &p.name).map(|name| quote!(#name));
    let bodies = operation.successes().filter_map(|r| r.body.as_ref());
    let mut media_types: Vec<&String> = Vec::new();
    for media_type in bodies.flat_map(|b| &b.media_types) {
        if !media_types.contains(&&media_type.name) {
            media_types.push(&media_type.name);
        }
    }
    let requests = operation.body.iter().flat_map(|b| &b.media_types);
    let styles = operation.parameters.iter().filter_map(query_style);
    let parts = [
        list("parameters", required),
        list("optional", operation.optional().map(|p| &p.name).map(|name| quote!(#name))),
        list("request_media_types", requests.map(|m| &m.name).map(|name| quote!(#name))),
        list("media_types", media_types.iter().map(|name| quote!(#name))),
        list("query_styles", styles),
        match operation.security == document.security {
            true => TokenStream::new(),
            false => {
                let security = operation.security.iter().map(|r| requirement(document, r));
                quote!(.security(&[#(#security),*]))
            }
        },
        match &operation.idempotency_key {
            Some(header) => quote!(.idempotency_key(#header)),
            None => TokenStream::new(),
        },
        match outcome::success(document, operation) {
            outcome::Outcome::File => quote!(.streamed()),
            _ => TokenStream::new(),
        },
    ];
    quote!(::progenitor_client::Operation::new(#id, #method, #path) #(#parts)*)
}

/// How a parameter is written into the query, where that is not as `form` with `explode` has it.
fn query_style(parameter: &Parameter) -> Option<TokenStream> {
    let style = match parameter.style {
        _ if parameter.location != Location::Query => return None,
        Style::Exploded => return None,
        Style::Commas => format_ident!("Comma"),
        Style::Spaces => format_ident!("Space"),
        Style::Pipes => format_ident!("Pipe"),
        Style::DeepObject => format_ident!("DeepObject"),
        Style::Json => format_ident!("Json"),
    };
    let name = &parameter.name;
    Some(quote!((#name, ::progenitor_client::QueryStyle::#style)))
}

/// A pointer as it is written (RFC 6901).
pub fn json_pointer(tokens: &[String]) -> String {
    let escape = |token: &String| token.replace('~', "~0").replace('/', "~1");
    tokens.iter().map(|token| format!("/{}", escape(token))).collect()
}
