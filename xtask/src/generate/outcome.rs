//! What a call comes to: the type of an operation's successes and that of its errors, and an enum where there are several.

use heck::ToPascalCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Item, Type, parse_quote};

use super::rust::{self, docs, ident};
use crate::spec::{Document, Operation, Response, Schema, Status};

/// What the bodies of an operation's successes, or those of its failures, are.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// No response has a documented body.
    Empty,
    /// All bodies have one schema.
    One(Schema),
    /// There is a body of this schema, or none.
    Optional(Schema),
    /// A file, as a stream.
    File,
    /// One of several schemas: the enum of this name.
    Several(String),
}

impl Outcome {
    /// The one schema that each response has.
    pub fn schema(&self) -> Option<&Schema> {
        match self {
            Self::One(schema) => Some(schema),
            _ => None,
        }
    }

    /// The type in Rust.
    pub fn ty(&self) -> Type {
        match self {
            Self::Empty => parse_quote!(()),
            Self::One(schema) => rust::ty(schema),
            Self::Optional(schema) => {
                let ty = rust::ty(schema.non_null());
                parse_quote!(::std::option::Option<#ty>)
            }
            Self::File => parse_quote!(::progenitor_client::ByteStream),
            Self::Several(name) => {
                let name = ident(name);
                parse_quote!(crate::client::responses::#name)
            }
        }
    }
}

/// What a method gives on success.
pub fn success(document: &Document, operation: &Operation) -> Outcome {
    let responses: Vec<&Response> = operation.successes().collect();
    if responses.iter().any(|r| document.is_file(r)) {
        return Outcome::File;
    }
    let is_empty = |case: &Case<'_>| case.schema.is_none();
    match cases(document, &responses).as_slice() {
        [] => Outcome::Empty,
        [case] => case.schema.map_or(Outcome::Empty, |s| Outcome::One(s.clone())),
        [one, other] if is_empty(one) || is_empty(other) => match one.schema.or(other.schema) {
            Some(schema) => Outcome::Optional(schema.clone()),
            None => Outcome::Empty,
        },
        _ => Outcome::Several(format!("{}Success", operation.id.to_pascal_case())),
    }
}

/// What the error of a method may hold. One without a body needs no type: an error may have none.
pub fn failure(document: &Document, operation: &Operation) -> Outcome {
    match failures(document, operation).as_slice() {
        [] => Outcome::Empty,
        [case] => case.schema.map_or(Outcome::Empty, |s| Outcome::One(s.clone())),
        _ => Outcome::Several(format!("{}Failure", operation.id.to_pascal_case())),
    }
}

/// The bodies of one schema, and the responses that have it.
struct Case<'a> {
    name: String,
    /// Nothing: without a body.
    schema: Option<&'a Schema>,
    responses: Vec<&'a Response>,
}

fn failures<'a>(document: &Document, operation: &'a Operation) -> Vec<Case<'a>> {
    let has_type = |r: &&Response| r.body.is_some() && !document.is_file(r);
    cases(document, &operation.failures().filter(has_type).collect::<Vec<_>>())
}

fn cases<'a>(document: &Document, responses: &[&'a Response]) -> Vec<Case<'a>> {
    let mut cases: Vec<Case<'a>> = Vec::new();
    for response in responses.iter().copied() {
        let schema = response.body.as_ref().map(|b| &b.schema);
        let same = |case: &&mut Case<'_>| match (case.schema, schema) {
            (Some(one), Some(other)) => {
                rust::unaliased(document, one) == rust::unaliased(document, other)
            }
            (one, other) => one == other,
        };
        if let Some(case) = cases.iter_mut().find(same) {
            case.responses.push(response);
            continue;
        }
        let mut name = schema.map_or_else(|| "Empty".to_owned(), variant);
        while cases.iter().any(|case| case.name == name) {
            name.push('_');
        }
        cases.push(Case { name, schema, responses: vec![response] });
    }
    cases
}

/// The name of a variant for a schema: that of its type.
fn variant(schema: &Schema) -> String {
    match schema {
        Schema::Any => "Any".to_owned(),
        Schema::Scalar(scalar) => format!("{scalar:?}"),
        Schema::List(items) => variant(items) + "List",
        Schema::Map(values) => variant(values) + "Map",
        Schema::Named(name) => name.clone(),
        Schema::Nullable(inner) => variant(inner),
    }
}

/// The module with the enums, if there are any.
pub fn enums(document: &Document) -> Option<Item> {
    let mut enums = Vec::new();
    for operation in &document.operations {
        if let Outcome::Several(name) = success(document, operation) {
            let responses: Vec<&Response> = operation.successes().collect();
            enums.push(several(operation, &name, &cases(document, &responses), "The response"));
        }
        if let Outcome::Several(name) = failure(document, operation) {
            let cases = failures(document, operation);
            enums.push(several(operation, &name, &cases, "The error"));
        }
    }
    (!enums.is_empty()).then(|| {
        parse_quote! {
            /// The responses of operations with several kinds of bodies.
            pub mod responses {
                #(#enums)*
            }
        }
    })
}

fn several(operation: &Operation, name: &str, cases: &[Case<'_>], what: &str) -> TokenStream {
    let name = ident(name);
    let method = rust::method(operation);
    let text = docs(&format!(
        "{what} of [`{method}`](crate::Client::{method}); the status says which it is."
    ));
    let variants = cases.iter().map(|case| {
        let texts = case.responses.iter().map(|response| {
            let description = rust::markdown(&response.description);
            format!("With {}. {description}", status(response.status))
        });
        let (text, variant) = (docs(&texts.collect::<Vec<_>>().join("\n\n")), ident(&case.name));
        let held = case.schema.map(|schema| {
            let ty = rust::ty(schema);
            quote!((#ty))
        });
        quote!(#(#text)* #variant #held)
    });
    let mut arms: Vec<(Status, TokenStream)> = Vec::new();
    for case in cases {
        let read = read(case);
        arms.extend(case.responses.iter().map(|r| (r.status, read.clone())));
    }
    arms.sort_by_key(|(status, _)| *status);
    let rest = match arms.last() {
        Some((Status::Default, _)) | None => None,
        Some(_) => cases.first().map(|case| (Status::Default, read(case))),
    };
    let arms = arms.iter().chain(&rest).map(|(status, read)| {
        let pattern = pattern(*status);
        quote!(#pattern => #read,)
    });
    let (statuses, is_error) = (statuses(cases), is_error(cases));
    quote! {
        #(#text)*
        #[derive(Clone, Debug, PartialEq, ::serde::Deserialize, ::serde::Serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "a response is moved once")]
        pub enum #name {
            #(#variants,)*
        }

        impl ::progenitor_client::Answer for #name {
            #is_error
            #statuses

            fn decode(
                status: u16,
                content_type: ::std::option::Option<&str>,
                body: &[u8],
            ) -> ::std::result::Result<Self, ::progenitor_client::DecodeError> {
                match status { #(#arms)* }
            }
        }
    }
}

/// The method that says which status the mock responds with, for the successes of an operation.
fn statuses(cases: &[Case<'_>]) -> Option<TokenStream> {
    let arms = cases.iter().map(|case| {
        let (pattern, status) = (bound(case, &quote!(_)), first(case));
        quote!(#pattern => #status,)
    });
    let mut responses = cases.iter().flat_map(|case| &case.responses);
    responses.any(|r| r.status.is_success()).then(|| {
        quote! {
            fn status(&self) -> ::std::option::Option<u16> {
                ::std::option::Option::Some(match self { #(#arms)* })
            }
        }
    })
}

/// The method that says whether a success is an error, if one may be.
fn is_error(cases: &[Case<'_>]) -> Option<TokenStream> {
    let arms = cases.iter().map(|case| {
        let pattern = bound(case, &quote!(body));
        match case.schema {
            Some(_) => quote!(#pattern => ::progenitor_client::Answer::is_error(body),),
            None => quote!(#pattern => false,),
        }
    });
    let mut responses = cases.iter().flat_map(|case| &case.responses);
    let may_fail = responses.any(|r| !r.error_when.is_empty());
    may_fail.then(|| quote!(fn is_error(&self) -> bool { match self { #(#arms)* } }))
}

/// How the body of a case is read.
fn read(case: &Case<'_>) -> TokenStream {
    let variant = ident(&case.name);
    match case.schema {
        Some(_) => {
            quote!(::progenitor_client::Answer::decode(status, content_type, body).map(Self::#variant))
        }
        None => quote!(::std::result::Result::Ok(Self::#variant)),
    }
}

/// The pattern of a case's variant, with this for what it holds.
fn bound(case: &Case<'_>, held: &TokenStream) -> TokenStream {
    let variant: Ident = ident(&case.name);
    match case.schema {
        Some(_) => quote!(Self::#variant(#held)),
        None => quote!(Self::#variant),
    }
}

/// The status that the mock responds with for a case.
fn first(case: &Case<'_>) -> u16 {
    let codes = case.responses.iter().map(|r| match r.status {
        Status::Code(code) => code,
        Status::Range(range) => u16::from(range) * 100,
        Status::Default => 500,
    });
    codes.min().unwrap_or(200)
}

/// A status in a `match` of an `u16`.
pub fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => quote!(#code),
        Status::Range(range) => {
            let (first, last) = (u16::from(range) * 100, u16::from(range) * 100 + 99);
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => format!("status {code}"),
        Status::Range(range) => format!("a status from {range}00 to {range}99"),
        Status::Default => "any other status".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::generate::client::client;
    use crate::generate::testing::{lines, module, operation};

    #[test]
    fn several_types_are_an_enum_that_the_status_tells_apart() {
        let written = "
responses:
  '200': {description: It is there., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  '201': {description: It is new., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}}
  '204': {description: It is gone.}
  '409': {description: There is one.}
  4XX: {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Refusal'}}}}
  default: {description: It broke., content: {text/plain: {schema: {type: string}}}}
";
        let text = module(&operation("post", "/things", written, ""), client);
        assert_snapshot!(lines(&text, "/// The responses of operations", "never"), @r#"
        /// The responses of operations with several kinds of bodies.
        pub mod responses {
            use crate::types;
            /// The response of [`do_it`](crate::Client::do_it); the status says which it is.
            #[derive(Clone, Debug, PartialEq, ::serde::Deserialize, ::serde::Serialize)]
            #[serde(untagged)]
            #[non_exhaustive]
            #[allow(clippy::large_enum_variant, reason = "a response is moved once")]
            pub enum DoItSuccess {
                /// With status 200. It is there.
                Thing(types::Thing),
                /// With status 201. It is new.
                ThingList(Vec<types::Thing>),
                /// With status 204. It is gone.
                Empty,
            }
            impl ::progenitor_client::Answer for DoItSuccess {
                fn status(&self) -> Option<u16> {
                    Some(
                        match self {
                            Self::Thing(_) => 200u16,
                            Self::ThingList(_) => 201u16,
                            Self::Empty => 204u16,
                        },
                    )
                }
                fn decode(
                    status: u16,
                    content_type: Option<&str>,
                    body: &[u8],
                ) -> Result<Self, ::progenitor_client::DecodeError> {
                    match status {
                        200u16 => {
                            ::progenitor_client::Answer::decode(status, content_type, body)
                                .map(Self::Thing)
                        }
                        201u16 => {
                            ::progenitor_client::Answer::decode(status, content_type, body)
                                .map(Self::ThingList)
                        }
                        204u16 => Ok(Self::Empty),
                        _ => {
                            ::progenitor_client::Answer::decode(status, content_type, body)
                                .map(Self::Thing)
                        }
                    }
                }
            }
            /// The error of [`do_it`](crate::Client::do_it); the status says which it is.
            #[derive(Clone, Debug, PartialEq, ::serde::Deserialize, ::serde::Serialize)]
            #[serde(untagged)]
            #[non_exhaustive]
            #[allow(clippy::large_enum_variant, reason = "a response is moved once")]
            pub enum DoItFailure {
                /// With a status from 400 to 499. No.
                Refusal(types::Refusal),
                /// With any other status. It broke.
                String(String),
            }
            impl ::progenitor_client::Answer for DoItFailure {
                fn decode(
                    status: u16,
                    content_type: Option<&str>,
                    body: &[u8],
                ) -> Result<Self, ::progenitor_client::DecodeError> {
                    match status {
                        400u16..=499u16 => {
                            ::progenitor_client::Answer::decode(status, content_type, body)
                                .map(Self::Refusal)
                        }
                        _ => {
                            ::progenitor_client::Answer::decode(status, content_type, body)
                                .map(Self::String)
                        }
                    }
                }
            }
        }
        "#);
        let text =
            module(&operation("post", "/things", written, ""), crate::generate::methods::methods);
        assert_snapshot!(lines(&text, "match response.status()", "}"), @"
                match response.status().as_u16() {
                    200u16 => ResponseValue::from_response(response).await,
                    201u16 => ResponseValue::from_response(response).await,
                    204u16 => ResponseValue::from_response(response).await,
                    409u16 => Err(Error::UnexpectedResponse(response)),
                    400u16..=499u16 => {
                        Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
                    }
                    400..=599 => {
                        Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
                    }
                    _ => Err(Error::UnexpectedResponse(response)),
                }
            }
        }
        ");
    }
}
