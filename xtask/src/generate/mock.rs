//! The module `mock` of a provider's crate: a server for its users' tests, with a method for each operation.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, File, parse_quote};

use crate::generate::library::sorted_operations;
use crate::generate::outcome::{self, Outcome};
use crate::generate::{docs, rust};
use crate::spec::{Document, Format, Kind, Object, Operation, Property, Schema, Spec};

/// The module. The operations are methods of a type of their own, so that no operation clashes with a method of the server.
pub fn mock(spec: &Spec) -> File {
    let title = rust::markdown(&spec.document.title);
    let about: Vec<Attribute> = docs::mock(spec)
        .lines()
        .map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            parse_quote!(#![doc = #line])
        })
        .collect();
    let server = format!(
        " A mock server for {title} on this machine. It returns the documented samples or configured responses, and stops when dropped."
    );
    let on = format!(" The operations of {title}, to configure their responses.");
    let operations =
        sorted_operations(&spec.document).into_iter().map(|o| operation(&spec.document, o));
    parse_quote! {
        #(#about)*

        pub use ::bindery_mock::{Call, Operation};

        static ENTRIES: &[::progenitor_client::erased::Entry] = &[crate::erased::ENTRY];

        #[doc = #server]
        #[derive(Debug)]
        pub struct Mock {
            server: ::bindery_mock::Server<crate::Client>,
        }

        impl Mock {
            /// Starts a server on a free port of 127.0.0.1.
            ///
            /// # Errors
            ///
            /// Returns an error if no port is free.
            pub async fn start() -> Result<Self, ::std::io::Error> {
                let server = ::bindery_mock::Server::start(ENTRIES).await?;
                Ok(Self { server })
            }

            /// Configures the responses of an operation, for example `mock.on().….status(503)`.
            #[must_use]
            pub fn on(&self) -> Operations<'_> {
                Operations { server: &self.server }
            }
        }

        impl ::std::ops::Deref for Mock {
            type Target = ::bindery_mock::Server<crate::Client>;

            fn deref(&self) -> &Self::Target {
                &self.server
            }
        }

        #[doc = #on]
        #[derive(Debug)]
        pub struct Operations<'a> {
            server: &'a ::bindery_mock::Server<crate::Client>,
        }

        #[allow(clippy::should_implement_trait, clippy::wrong_self_convention, reason = "the provider chose the names")]
        impl<'a> Operations<'a> {
            #(#operations)*
        }
    }
}

fn operation(document: &Document, operation: &Operation) -> TokenStream {
    let (id, method) = (&operation.id, rust::ident(&operation.id));
    let about = format!(" Configures the responses of `{id}`.");
    let success = match outcome::success(document, operation) {
        // A test gives a file with `raw`.
        Outcome::File => Outcome::Empty.ty(),
        outcome => outcome.ty(),
    };
    let failure = outcome::failure(document, operation).ty();
    let body = operation.successes().find_map(|r| r.body.as_ref());
    let body = body.filter(|b| b.media_types.iter().any(|m| m.format == Format::Xml));
    let xml = match body.and_then(|body| xml(document, &body.schema)) {
        Some(xml) => quote!(Some(#xml)),
        None => quote!(None),
    };
    quote! {
        #[doc = #about]
        pub fn #method(&self) -> Operation<'a, #success, #failure> {
            self.server.operation(#id, #xml)
        }
    }
}

/// What a body's XML looks like, where it is not as its JSON; nothing for a body that is no named type.
pub fn xml(document: &Document, schema: &Schema) -> Option<TokenStream> {
    let Kind::Object(ty, object) = document.kind(schema) else { return None };
    let root = ty.xml_name.as_ref().unwrap_or(&ty.name);
    let mut rules = Vec::new();
    members(document, "", object, &mut vec![&ty.name], &mut rules);
    let rules = rules.iter().map(|(path, rule)| quote!((#path, ::progenitor_client::Rule::#rule)));
    Some(quote!(::progenitor_client::Xml { root: #root, rules: &[#(#rules),*] }))
}

/// The rules for an object's fields. `open` are the enclosing types: one that contains itself is listed once.
fn members<'a>(
    document: &'a Document,
    path: &str,
    object: &'a Object,
    open: &mut Vec<&'a str>,
    rules: &mut Vec<(String, TokenStream)>,
) {
    for Property { name, schema, xml, .. } in &object.properties {
        let path = [path, name].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(".");
        let mut rule = |tokens| rules.push((path.clone(), tokens));
        if let Some(element) = &xml.name {
            rule(quote!(Name(#element)));
        }
        if xml.attribute {
            rule(quote!(Attribute));
        }
        let mut value = schema.non_null();
        if let Schema::List(items) = document.resolve(value) {
            if !xml.wrapped {
                rule(quote!(Unwrapped));
            }
            value = items.non_null();
            let of_type = document.kind(value).named().and_then(|t| t.xml_name.as_ref());
            let item = xml.item.as_ref().or(of_type).unwrap_or(name);
            rule(quote!(Item(#item)));
        }
        match document.kind(value) {
            Kind::Enum(_, values) => {
                let words = values.values.iter().filter_map(|v| Some((v.integer?, &v.value)));
                let words: Vec<_> =
                    words.map(|(integer, value)| quote!((#integer, #value))).collect();
                if !words.is_empty() {
                    rule(quote!(Words(&[#(#words),*])));
                }
            }
            Kind::Object(ty, object) if !open.contains(&ty.name.as_str()) => {
                open.push(&ty.name);
                members(document, &path, object, open, rules);
                open.pop();
            }
            _ => {}
        }
    }
}
