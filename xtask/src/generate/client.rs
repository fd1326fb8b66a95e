//! The module `client`: the public client around progenitor's methods.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Item, Type, parse_quote};

use super::methods::{self, Slot, slots};
use super::outcome::{self, Outcome};
use super::progenitor::Output;
use super::rust::{self, Argument, Passing, Wire, docs, ident};
use super::{body, headers, pages};
use crate::spec::{Document, Operation, Parameter, RequestBody, SchemeKind, Spec};

/// The module. It defines `Client`, `ClientBuilder`, `Credentials` and `Error`, and, if an operation has optional parameters,
/// a module `options` with one struct for each such operation, which the crate's root re-exports with `pub use client::options::*`:
/// a glob, so that an operation called `error` never clashes with the root's own names.
pub fn client(spec: &Spec, output: &Output) -> Result<syn::File, String> {
    let document = &spec.document;
    let title = rust::markdown(&document.title);
    let usual = usual_error(document);
    let methods = document
        .operations
        .iter()
        .map(|o| method(document, o, output, &usual))
        .collect::<Result<Vec<_>, _>>()?;
    let kinds = kinds(document);
    let (options, headers) = (options(document), headers::headers(document));
    let responses = outcome::enums(document);
    let inner = docs(&format!("The client for {title}.")).into_iter().map(rust::inner);
    let client = docs(&format!(
        "A client for {title}.\n\nCloning is cheap. Clones share connections and tokens, so create one client and use it everywhere.",
    ));
    Ok(parse_quote! {
        #(#inner)*

        use ::progenitor_client::{Api, CallOptions, ConfigError, Method, Provider, RequestBuilder, ResponseValue, Transport};

        ::progenitor_client::client_builder! { Client, #title: #(#kinds)* }

        /// The error of a failed call. `E` is the type of the provider's error body.
        pub type Error<E = #usual> = ::progenitor_client::Error<E>;

        #(#client)*
        #[derive(Clone, Debug)]
        pub struct Client {
            inner: crate::methods::Client,
        }

        impl Api for Client {
            const PROVIDER: &'static Provider = &crate::PROVIDER;

            type Builder = ClientBuilder;

            fn from_transport(transport: Transport) -> Self {
                Self { inner: <crate::methods::Client as Api>::from_transport(transport) }
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
            #(#methods)*
        }

        #options

        #headers

        #responses
    })
}

/// The error body that most operations have; the first of them, if there are several.
fn usual_error(document: &Document) -> Type {
    let bodies: Vec<Outcome> = {
        let operations = document.operations.iter();
        operations.map(|o| outcome::failure(document, o)).collect()
    };
    let count = |body: &&Outcome| bodies.iter().filter(|b| b == body).count();
    let usual = bodies.iter().rev().max_by_key(count);
    usual.unwrap_or(&Outcome::Empty).ty()
}

/// The kinds of credentials of the builder, as `client_builder!` calls them.
fn kinds(document: &Document) -> BTreeSet<Ident> {
    let schemes = document.schemes.iter().map(|scheme| &scheme.kind);
    let kinds = schemes.clone().map(|kind| super::docs::builder_method(document, kind));
    let exchanges = |kind: &&SchemeKind| {
        matches!(kind, SchemeKind::ClientCredentials(_) | SchemeKind::Login(_))
    };
    kinds.chain(schemes.filter(exchanges).map(|_| "token_requests")).map(ident).collect()
}

/// The public method of an operation: it calls progenitor's.
fn method(
    document: &Document,
    operation: &Operation,
    output: &Output,
    usual: &Type,
) -> Result<TokenStream, String> {
    let (name, inner) = (rust::method(operation), methods::name(operation));
    let arguments = rust::arguments(document, operation);
    let (body, options) = (rust::free(&arguments, "body"), rust::free(&arguments, "options"));
    let is_bytes = |b: &&RequestBody| b.required && body::Passing::of(b) == body::Passing::Bytes;
    let takes_bytes = operation.body.as_ref().filter(is_bytes).is_some();
    let values: Vec<TokenStream> = slots(document, output, operation)?
        .into_iter()
        .map(|slot| match slot {
            Slot::Body if takes_bytes => quote!(#body.into()),
            Slot::Body => quote!(#body),
            Slot::Parameter(parameter) => delegated(document, parameter, &options),
        })
        .collect();
    let mut declared: Vec<TokenStream> = arguments
        .iter()
        .map(|argument| {
            let (name, ty) = (&argument.name, argument.declared());
            quote!(#name: #ty)
        })
        .collect();
    if let Some(request) = &operation.body {
        let ty = body::declared(request);
        declared.push(match takes_bytes {
            true => quote!(#body: impl ::std::convert::Into<#ty>),
            false => quote!(#body: #ty),
        });
    }
    if let Some(ty) = rust::options(operation) {
        declared.push(quote!(#options: options::#ty));
    }
    // `&self` counts too.
    let lint = (declared.len() >= 7).then(|| {
        quote!(#[expect(clippy::too_many_arguments, reason = "the operation has as many required parameters")])
    });
    let (success, failure) =
        (outcome::success(document, operation).ty(), outcome::failure(document, operation).ty());
    let error: Type = match rust::in_types(&failure) == rust::in_types(usual) {
        true => parse_quote!(Error),
        false => parse_quote!(Error<#failure>),
    };
    let text = docs(&method_text(document, operation, &arguments));
    let pages = pages::method(document, operation);
    Ok(quote! {
        #(#text)*
        #lint
        pub async fn #name(&self, #(#declared),*) -> Result<ResponseValue<#success>, #error> {
            self.inner.#inner(#(#values),*).await
        }

        #pages
    })
}

/// What progenitor's method gets for a parameter.
fn delegated(document: &Document, parameter: &Parameter, options: &Ident) -> TokenStream {
    let argument = Argument::new(document, parameter);
    let name = &argument.name;
    let text = |value: TokenStream| match document.resolve(&parameter.schema) {
        crate::spec::Schema::List(_) => {
            quote!(#value.iter().map(::std::string::ToString::to_string).collect::<::std::vec::Vec<_>>().join(","))
        }
        _ => quote!(#value.expose().to_owned()),
    };
    match (Wire::of(document, parameter), parameter.required) {
        (Wire::Text, true) => {
            let text = text(quote!(#name));
            quote!(&#text)
        }
        (Wire::Text, false) => {
            let text = text(quote!(value));
            quote!(#options.#name.as_ref().map(|value| #text).as_deref())
        }
        (Wire::Typed, true) => match argument.passing {
            // progenitor takes a reference to a vector.
            Passing::Slice => quote!(&#name.to_vec()),
            _ => quote!(#name),
        },
        (Wire::Typed, false) => match argument.passing {
            Passing::Value => quote!(#options.#name),
            Passing::Text => quote!(#options.#name.as_deref()),
            Passing::Slice | Passing::Reference => quote!(#options.#name.as_ref()),
        },
    }
}

fn method_text(document: &Document, operation: &Operation, arguments: &[Argument<'_>]) -> String {
    let mut text = rust::markdown(&operation.summary);
    let mut paragraph = |paragraph: &str| {
        if !paragraph.is_empty() {
            text.push_str(&format!("\n\n{paragraph}"));
        }
    };
    paragraph(&rust::markdown(&operation.description));
    if operation.deprecated {
        paragraph("Deprecated.");
    }
    let request = format!("{} {}", operation.method.as_str(), operation.path);
    paragraph(&format!("Sends {}.", rust::code(&request)));
    let mut list: Vec<String> = arguments.iter().map(|a| item(&a.name, a.parameter)).collect();
    if let Some(body) = operation.body.as_ref().filter(|b| !b.description.is_empty()) {
        list.push(format!("- `body`: {}", indented(&rust::markdown(&body.description))));
    }
    paragraph(&list.join("\n"));
    if let Some(headers) = headers::name(operation) {
        paragraph(&format!("Response headers: [`{headers}`](headers::{headers})."));
    }
    if let Some(credentials) = super::docs::own_credentials(document, operation) {
        paragraph(&format!("Credentials: {credentials}. See [credentials](crate#credentials)."));
    }
    paragraph(
        "# Errors\n\nReturns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).",
    );
    text.trim_start().to_owned()
}

fn item(name: &Ident, parameter: &Parameter) -> String {
    let text = indented(&parameter_text(parameter));
    format!("- `{name}`: {text}")
}

/// Every line after the first belongs to the same item of a list.
fn indented(text: &str) -> String {
    text.lines()
        .enumerate()
        .map(
            |(index, line)| {
                if index == 0 || line.is_empty() { line.to_owned() } else { format!("  {line}") }
            },
        )
        .collect::<Vec<_>>()
        .join("\n")
}

fn parameter_text(parameter: &Parameter) -> String {
    let mut text = rust::markdown(&parameter.description);
    if text.is_empty() {
        text = format!("The parameter {}.", rust::code(&parameter.name));
    }
    if parameter.deprecated {
        text.push_str(" Deprecated.");
    }
    text.push_str(&rust::marks(&parameter.marks, " "));
    text
}

/// The module with the options structs, if there are any.
fn options(document: &Document) -> Option<Item> {
    let structs: Vec<TokenStream> =
        document.operations.iter().filter_map(|o| options_of(document, o)).collect();
    if structs.is_empty() {
        return None;
    }
    Some(parse_quote! {
        /// The optional parameters of the operations.
        pub mod options {
            #(#structs)*
        }
    })
}

fn options_of(document: &Document, operation: &Operation) -> Option<TokenStream> {
    let name = rust::options(operation)?;
    let text = docs(&format!(
        "The optional parameters of [`{0}`](crate::Client::{0}).",
        rust::method(operation)
    ));
    let parts = operation.optional().map(|parameter| {
        let argument = Argument::new(document, parameter);
        let (name, owned) = (argument.name, rust::ty(parameter.schema.non_null()));
        let text = docs(&parameter_text(parameter));
        let (declared, value) = match argument.passing {
            Passing::Text => {
                (parse_quote!(impl ::std::convert::Into<#owned>), quote!(#name.into()))
            }
            _ => (owned.clone(), quote!(#name)),
        };
        let field = quote!(#(#text)* pub #name: ::std::option::Option<#owned>);
        let setter = rust::setter(&name, &declared, &value, "");
        (field, setter)
    });
    let (fields, setters): (Vec<_>, Vec<_>) = parts.unzip();
    Some(quote! {
        #(#text)*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }

        impl #name {
            /// Creates options with no parameter set.
            #[must_use]
            pub fn new() -> Self {
                <Self as ::std::default::Default>::default()
            }
            #(#setters)*
        }
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::client;
    use crate::generate::testing::{compiles, lines, module, operation};
    use crate::spec::{At, Operation, Path, Segment};

    /// The public method, and the options struct if there is one.
    #[track_caller]
    fn method(method: &str, path: &str, written: &str, schemas: &str) -> String {
        let text = module(&operation(method, path, written, schemas), client);
        match text.contains("/// The operations.") {
            true => {
                lines(&text, "/// The operations.", "never").replace("/// The operations.\n", "")
            }
            false => text,
        }
    }

    #[test]
    fn required_parameters_are_arguments_and_optional_ones_are_a_struct() {
        let written = "
parameters:
  - {name: X-Since, in: header, description: 'Since when.', schema: {type: string, format: date-time}}
  - {name: limit, in: query, description: 'How many.', schema: {type: integer, format: int32}}
  - {name: price, in: query, required: true, description: 'What it costs.', schema: {type: number, format: decimal}}
  - {name: thingId, in: path, required: true, description: 'Which.', schema: {type: string}}
  - {name: q, in: query, description: 'What to look for.', deprecated: true, schema: {type: string}}
";
        assert_snapshot!(method("get", "/things/{thingId}", written, ""), @"
        impl Client {
            /// Does it.
            ///
            /// Sends `GET /things/{thingId}`.
            ///
            /// - `thing_id`: Which.
            /// - `price`: What it costs.
            ///
            /// # Errors
            ///
            /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
            pub async fn do_it(
                &self,
                thing_id: &str,
                price: &Decimal,
                options: options::DoIt,
            ) -> Result<ResponseValue<types::Thing>, Error> {
                self.inner
                    .do_it(
                        thing_id,
                        options.limit,
                        price,
                        options.q.as_deref(),
                        options.x_since.as_ref(),
                    )
                    .await
            }
        }

        /// The optional parameters of the operations.
        pub mod options {
            use progenitor_client::Timestamp;
            /// The optional parameters of [`do_it`](crate::Client::do_it).
            #[derive(Clone, Debug, Default, PartialEq)]
            #[non_exhaustive]
            pub struct DoIt {
                /// Since when.
                pub x_since: Option<Timestamp>,
                /// How many.
                pub limit: Option<i32>,
                /// What to look for. Deprecated.
                pub q: Option<String>,
            }
            impl DoIt {
                /// Creates options with no parameter set.
                #[must_use]
                pub fn new() -> Self {
                    <Self as ::std::default::Default>::default()
                }
                /// Sets `x_since`.
                #[must_use]
                pub fn x_since(mut self, x_since: Timestamp) -> Self {
                    self.x_since = Some(x_since);
                    self
                }
                /// Sets `limit`.
                #[must_use]
                pub fn limit(mut self, limit: i32) -> Self {
                    self.limit = Some(limit);
                    self
                }
                /// Sets `q`.
                #[must_use]
                pub fn q(mut self, q: impl Into<String>) -> Self {
                    self.q = Some(q.into());
                    self
                }
            }
        }
        ");
    }

    #[test]
    fn names_of_rust_and_of_the_generated_code_are_names_of_parameters() {
        let names = [
            "self", "type", "url", "request", "result", "response", "info", "client", "query",
            "value", "options", "body",
        ];
        let parameter = |name: &&str| {
            format!(
                "  - {{name: {name}, in: query, description: One., schema: {{type: string}}}}\n"
            )
        };
        let written: String = names.iter().map(parameter).collect();
        let text = method("get", "/things", &format!("parameters:\n{written}"), "");
        assert_snapshot!(lines(&text, "pub async fn", "    }"), @"
        pub async fn do_it(
            &self,
            options: options::DoIt,
        ) -> Result<ResponseValue<types::Thing>, Error> {
            self.inner
                .do_it(
                    options.body.as_deref(),
                    options.client.as_deref(),
                    options.info.as_deref(),
                    options.options.as_deref(),
                    options.query.as_deref(),
                    options.request.as_deref(),
                    options.response.as_deref(),
                    options.result.as_deref(),
                    options.self_.as_deref(),
                    options.type_.as_deref(),
                    options.url.as_deref(),
                    options.value.as_deref(),
                )
                .await
        }
        ");
    }

    #[test]
    fn an_operation_may_be_called_as_the_clients_own_types() {
        let written =
            "parameters:\n  - {name: new, in: query, description: One., schema: {type: boolean}}\n";
        let mut spec = operation("get", "/things", written, "");
        let one = spec.document.operations.remove(0);
        for name in NAMES {
            let path =
                Path { at: At::default(), segments: vec![Segment::Literal(format!("/{name}"))] };
            spec.document.operations.push(Operation { id: name.to_owned(), path, ..one.clone() });
        }
        compiles(&spec);
    }

    /// Names of the client, of its traits, of the mock and of progenitor's code.
    const NAMES: [&str; 19] = [
        "api_version", "builder", "call_options", "calls", "client", "clone", "default", "error",
        "exec", "from_env", "from_transport", "new", "option", "post", "pre", "request", "start",
        "transport", "with",
    ];

    #[test]
    fn parameters_whose_names_clash_in_progenitors_code_are_taken_all_the_same() {
        let written = "
parameters:
  - {name: header_map, in: query, description: 'One.', schema: {type: string}}
  - {name: encode_path, in: header, description: 'Two.', schema: {type: string}}
  - {name: a-b, in: header, required: true, description: 'Three.', schema: {type: string}}
  - {name: id, in: path, required: true, description: 'Four.', schema: {type: integer}}
";
        let spec = operation("get", "/things/{id}", written, "");
        let text = module(&spec, crate::generate::methods::methods);
        assert_snapshot!(lines(&text, "The operations that progenitor cannot", "}"), @r#"
        /// The operations that progenitor cannot express, written in its form.
        impl Client {
            pub async fn do_it(
                &self,
                p0000: Option<&str>,
                p0001: Option<&str>,
                p0002: &str,
                p0003: i64,
            ) -> Result<ResponseValue<types::Thing>, Error<types::Refusal>> {
                let url = format!(
                    "{}/things/{}", self.baseurl, encode_path(& p0003.to_string())
                );
                let mut headers = ::reqwest::header::HeaderMap::new();
                if let Some(value) = p0001 {
                    headers.append("encode_path", value.to_string().try_into()?);
                }
                headers.append("a-b", p0002.to_string().try_into()?);
                let request = self
                    .client
                    .get(url)
                    .query(&::progenitor_client::QueryParam::new("header_map", &p0000))
                    .headers(headers);
                let mut request = request.build()?;
                let info = OperationInfo {
                    operation_id: "do_it",
                };
                ClientHooks::pre(self, &mut request, &info).await?;
                let result = ClientHooks::exec(self, request, &info).await;
                ClientHooks::post(self, &result, &info).await?;
                let response = result?;
                match response.status().as_u16() {
                    200u16 => ResponseValue::from_response(response).await,
                    400u16..=499u16 => {
                        Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
                    }
                    _ => Err(Error::UnexpectedResponse(response)),
                }
            }
        }
        "#);
    }
}
