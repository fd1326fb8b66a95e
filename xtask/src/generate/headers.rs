//! The module `headers`: the documented response headers of each operation, with their types.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Item, parse_quote};

use super::rust::{self, docs, ident};
use crate::spec::{Document, Header, Operation};

/// The module, if an operation documents headers of its responses.
pub fn headers(document: &Document) -> Option<Item> {
    let structs: Vec<TokenStream> = document.operations.iter().filter_map(of).collect();
    (!structs.is_empty()).then(|| {
        parse_quote! {
            /// The documented response headers of the operations.
            pub mod headers {
                #(#structs)*
            }
        }
    })
}

/// The name of an operation's struct, if it has one.
pub fn name(operation: &Operation) -> Option<Ident> {
    use heck::ToPascalCase;
    let any = operation.responses.iter().any(|r| !r.headers.is_empty());
    any.then(|| ident(&format!("{}Headers", operation.id.to_pascal_case())))
}

fn of(operation: &Operation) -> Option<TokenStream> {
    let name = name(operation)?;
    let method = rust::method(operation);
    let text = docs(&format!(
        "The documented headers of the responses of [`{method}`](crate::Client::{method}), made of `response.headers()`. One that \
         is absent, or does not fit its type, is `None`.",
    ));
    let (fields, values): (Vec<_>, Vec<_>) = operation.headers().into_iter().map(field).unzip();
    Some(quote! {
        #(#text)*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }

        impl ::std::convert::From<&::progenitor_client::header::HeaderMap> for #name {
            fn from(headers: &::progenitor_client::header::HeaderMap) -> Self {
                Self { #(#values,)* }
            }
        }
    })
}

/// A field, and its value.
fn field(header: &Header) -> (TokenStream, TokenStream) {
    let (field, wire) = (ident(&header.rust), &header.name);
    let ty = rust::ty(header.schema.non_null());
    let mut text = rust::code(wire);
    for sentence in [rust::markdown(&header.description).as_str(), deprecated(header)] {
        if !sentence.is_empty() {
            text.push_str(if text.ends_with('`') { ": " } else { " " });
            text.push_str(sentence);
        }
    }
    let text = docs(&text);
    (
        quote!(#(#text)* pub #field: ::std::option::Option<#ty>),
        quote!(#field: ::progenitor_client::header_value(headers, #wire)),
    )
}

fn deprecated(header: &Header) -> &'static str {
    if header.deprecated { "Deprecated." } else { "" }
}

#[cfg(test)]
mod tests {
    use crate::generate::client::client;
    use crate::generate::testing::{lines, module, operation};

    #[test]
    fn the_documented_headers_of_an_operation_are_a_struct() {
        let written = "
responses:
  '200':
    description: It.
    headers:
      X-Total: {description: How many there are., schema: {type: integer}}
      X-Tags: {deprecated: true, schema: {type: array, items: {type: string}}}
  '404':
    description: None.
    headers:
      x-total: {schema: {type: integer}}
      type: {schema: {type: string, enum: [gone, never]}}
";
        let text = module(&operation("get", "/things", written, ""), client);
        insta::assert_snapshot!(lines(&text, "/// The documented response headers", "}"), @r#"
        /// The documented response headers of the operations.
        pub mod headers {
            use crate::types;
            /// The documented headers of the responses of [`do_it`](crate::Client::do_it), made of `response.headers()`. One that is absent, or does not fit its type, is `None`.
            #[derive(Clone, Debug, Default, PartialEq)]
            #[non_exhaustive]
            pub struct DoItHeaders {
                /// `X-Total`: How many there are.
                pub x_total: Option<i64>,
                /// `X-Tags`: Deprecated.
                pub x_tags: Option<Vec<String>>,
                /// `type`
                pub type_: Option<types::DoItX404ResponseType>,
            }
            impl ::std::convert::From<&::progenitor_client::header::HeaderMap> for DoItHeaders {
                fn from(headers: &::progenitor_client::header::HeaderMap) -> Self {
                    Self {
                        x_total: ::progenitor_client::header_value(headers, "X-Total"),
                        x_tags: ::progenitor_client::header_value(headers, "X-Tags"),
                        type_: ::progenitor_client::header_value(headers, "type"),
                    }
                }
            }
        }
        "#);
    }
}
