//! How a request body is passed to a method, and how the method sends it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Type, parse_quote};

use super::{mock, rust};
use crate::spec::{Document, Format, RequestBody, Scalar, Schema};

/// What a method takes for a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    /// A reference to a value of its type.
    Typed,
    /// Text.
    Text,
    /// Bytes, or a stream of them.
    Bytes,
}

impl Passing {
    pub fn of(body: &RequestBody) -> Self {
        match body.sent().map(|m| m.format) {
            Some(Format::Text) => Self::Text,
            Some(Format::Bytes) => Self::Bytes,
            _ => Self::Typed,
        }
    }
}

/// The type of the body when it is owned.
pub fn owned(body: &RequestBody) -> Type {
    match Passing::of(body) {
        Passing::Typed => rust::ty(&body.schema),
        Passing::Text => parse_quote!(::std::string::String),
        Passing::Bytes => parse_quote!(::progenitor_client::Body),
    }
}

/// The type of a method's argument for the body.
pub fn declared(body: &RequestBody) -> Type {
    let ty: Type = match Passing::of(body) {
        Passing::Typed => {
            let ty = rust::ty(&body.schema);
            parse_quote!(&#ty)
        }
        Passing::Text => parse_quote!(&str),
        Passing::Bytes => parse_quote!(::progenitor_client::Body),
    };
    match body.required {
        true => ty,
        false => parse_quote!(::std::option::Option<#ty>),
    }
}

/// The statement that gives a `request` its `body`.
pub fn set(document: &Document, body: &RequestBody) -> TokenStream {
    let Some(media_type) = body.sent() else {
        return TokenStream::new();
    };
    let typed = |header: &str| quote!(.header(::reqwest::header::CONTENT_TYPE, ::reqwest::header::HeaderValue::from_static(#header)));
    let name = &media_type.name;
    let call = match media_type.format {
        Format::Json if name == "application/json" => quote!(.json(body)),
        Format::Json => {
            let header = typed(name);
            quote!(.json(body) #header)
        }
        Format::Form => quote!(.form(body)),
        Format::Multipart => {
            let parts = parts(document, &body.schema);
            quote!(.multipart(::progenitor_client::Multipart::new() #parts))
        }
        Format::Xml => {
            let (xml, header) = (mock::xml(document, &body.schema), typed(name));
            quote!(.xml(&#xml, body) #header)
        }
        Format::Text | Format::Bytes => {
            let header = typed(name);
            let value = match media_type.format {
                Format::Text => quote!(body.to_owned()),
                _ => quote!(body),
            };
            quote!(.body(#value) #header)
        }
    };
    match body.required {
        true => quote!(let request = request #call;),
        false => quote! {
            let request = match body {
                Some(body) => request #call,
                None => request,
            };
        },
    }
}

/// The parts of a multipart form, in the order of the properties.
fn parts(document: &Document, schema: &Schema) -> TokenStream {
    let object = document.object(schema);
    let properties = object.iter().flat_map(|object| &object.properties);
    let part = |property: &crate::spec::Property| {
        let (name, field) = (&property.name, rust::ident(&property.rust));
        match is_file(document, &property.schema) {
            true => quote!(.files(#name, &body.#field)),
            false => quote!(.value(#name, &body.#field)),
        }
    };
    properties.map(part).collect()
}

/// Whether a property of a form is a file, or a list of files.
fn is_file(document: &Document, schema: &Schema) -> bool {
    match document.resolve(schema) {
        Schema::List(items) => is_file(document, items),
        schema => *schema == Schema::Scalar(Scalar::Binary),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::generate::client::client;
    use crate::generate::methods::methods;
    use crate::generate::testing::{fixture, rendered};

    #[test]
    fn each_kind_of_body_is_passed_and_sent_in_its_way() {
        let spec = fixture();
        let (public, sent) = (rendered(&spec, client), rendered(&spec, methods));
        let parts = |name: &str| {
            let of = |text: &str, until: &str| {
                let start = text.find(&format!("fn {name}"))?;
                let end = text[start..].find(until)?;
                Some(text[start..start + end].split_whitespace().collect::<Vec<_>>().join(" "))
            };
            let body = sent.find(&format!("fn {name}")).and_then(|at| of(&sent[at..], "build()"));
            let body = body.unwrap_or_default();
            let from = body.find(".client").unwrap_or_default();
            format!("{}\n{}", of(&public, " {").unwrap_or_default(), &body[from..])
        };
        let all = [
            "send_json", "send_vendor_json", "send_form", "send_files", "send_xml", "send_text",
            "send_optional_text", "send_bytes", "send_optional_bytes",
        ];
        assert_snapshot!(all.map(parts).join("\n\n"), @r#"
        fn send_json( &self, body: Option<&types::Thing>, ) -> Result<ResponseValue<Option<types::Thing>>, Error>
        .client.post(url); let request = match body { Some(body) => request.json(body), None => request, }; let mut request = request.

        fn send_vendor_json( &self, body: &types::Thing, ) -> Result<ResponseValue<()>, Error>
        .client.post(url); let request = request .json(body) .header( ::reqwest::header::CONTENT_TYPE, ::reqwest::header::HeaderValue::from_static("application/vnd.acme+json"), ); let mut request = request.

        fn send_form( &self, body: &types::Change, ) -> Result<ResponseValue<()>, Error>
        .client.post(url); let request = request.form(body); let mut request = request.

        fn send_files( &self, body: &types::Upload, ) -> Result<ResponseValue<types::Thing>, Error>
        .client.post(url); let request = request .multipart( ::progenitor_client::Multipart::new() .value("purpose", &body.purpose) .files("file", &body.file) .files("more", &body.more) .value("tags", &body.tags), ); let mut request = request.

        fn send_xml( &self, body: &types::Change, ) -> Result<ResponseValue<types::Change>, Error>
        .client.put(url); let request = request .xml( &::progenitor_client::Xml { root: "Change", rules: &[ ("tags", ::progenitor_client::Rule::Unwrapped), ("tags", ::progenitor_client::Rule::Item("tags")), ], }, body, ) .header( ::reqwest::header::CONTENT_TYPE, ::reqwest::header::HeaderValue::from_static("application/xml"), ); let mut request = request.

        fn send_text(&self, body: &str) -> Result<ResponseValue<String>, Error>
        .client.post(url); let request = request .body(body.to_owned()) .header( ::reqwest::header::CONTENT_TYPE, ::reqwest::header::HeaderValue::from_static("text/plain"), ); let mut request = request.

        fn send_optional_text( &self, body: Option<&str>, ) -> Result<ResponseValue<Uuid>, Error>
        .client.put(url); let request = match body { Some(body) => { request .body(body.to_owned()) .header( ::reqwest::header::CONTENT_TYPE, ::reqwest::header::HeaderValue::from_static("text/plain"), ) } None => request, }; let mut request = request.

        fn send_bytes( &self, id: &Uuid, body: impl Into<::progenitor_client::Body>, options: options::SendBytes, ) -> Result<ResponseValue<()>, Error>
        .client.put(url).headers(headers); let request = request .body(body) .header( ::reqwest::header::CONTENT_TYPE, ::reqwest::header::HeaderValue::from_static("application/octet-stream"), ); let mut request = request.

        fn send_optional_bytes( &self, id: &Uuid, body: Option<::progenitor_client::Body>, ) -> Result<ResponseValue<()>, Error>
        .client.patch(url); let request = match body { Some(body) => { request .body(body) .header( ::reqwest::header::CONTENT_TYPE, ::reqwest::header::HeaderValue::from_static("image/png"), ) } None => request, }; let mut request = request.
        "#);
    }
}
