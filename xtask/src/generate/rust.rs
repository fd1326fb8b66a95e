//! Pieces of Rust that several generated modules need: the types of schemas, how arguments are passed, docs, printing.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, Ident, Type, parse_quote};

use crate::spec::{Document, Operation, Parameter, Scalar, Schema, Shape};

/// A name of the model as a Rust identifier.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The type of a value, with full paths; [`print`] shortens them.
pub fn ty(schema: &Schema) -> Type {
    match schema {
        Schema::Any => parse_quote!(::serde_json::Value),
        Schema::Scalar(scalar) => scalar_type(*scalar),
        Schema::List(items) => {
            let items = ty(items);
            parse_quote!(::std::vec::Vec<#items>)
        }
        Schema::Map(values) if **values == Schema::Any => {
            parse_quote!(::serde_json::Map<::std::string::String, ::serde_json::Value>)
        }
        Schema::Map(values) => {
            let values = ty(values);
            parse_quote!(::std::collections::BTreeMap<::std::string::String, #values>)
        }
        Schema::Named(name) => {
            let name = ident(name);
            parse_quote!(crate::types::#name)
        }
        Schema::Nullable(inner) => {
            let inner = ty(inner);
            parse_quote!(::std::option::Option<#inner>)
        }
    }
}

fn scalar_type(scalar: Scalar) -> Type {
    match scalar {
        Scalar::Boolean => parse_quote!(bool),
        Scalar::Int32 => parse_quote!(i32),
        Scalar::Int64 => parse_quote!(i64),
        Scalar::Uint64 => parse_quote!(u64),
        Scalar::Float => parse_quote!(f32),
        Scalar::Double => parse_quote!(f64),
        Scalar::Decimal | Scalar::DecimalString => parse_quote!(::progenitor_client::Decimal),
        Scalar::String => parse_quote!(::std::string::String),
        Scalar::DateTime => parse_quote!(::progenitor_client::Timestamp),
        Scalar::Date => parse_quote!(::progenitor_client::Date),
        Scalar::UnixTime => parse_quote!(::progenitor_client::UnixTime),
        Scalar::UnixTimeMs => parse_quote!(::progenitor_client::UnixTimeMs),
        Scalar::Uuid => parse_quote!(::uuid::Uuid),
        Scalar::Secret => parse_quote!(::progenitor_client::Secret),
        Scalar::Base64 => parse_quote!(::progenitor_client::Base64),
        Scalar::Binary => parse_quote!(::progenitor_client::Bytes),
    }
}

/// How a method takes an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    /// As it is: numbers and booleans.
    Value,
    /// As `&str`.
    Text,
    /// As `&[T]`.
    Slice,
    /// As a reference.
    Reference,
}

/// An argument of a client's method. The one place that knows how arguments are passed.
pub struct Argument<'a> {
    pub parameter: &'a Parameter,
    pub name: Ident,
    /// The type of the value when it is owned: `String`, `i64`, `Vec<types::State>`.
    pub owned: Type,
    pub passing: Passing,
}

impl<'a> Argument<'a> {
    pub fn new(document: &Document, parameter: &'a Parameter) -> Self {
        Self {
            parameter,
            name: ident(&parameter.rust),
            owned: ty(&parameter.schema),
            passing: match document.resolve(&parameter.schema) {
                Schema::Scalar(
                    Scalar::Boolean
                    | Scalar::Int32
                    | Scalar::Int64
                    | Scalar::Uint64
                    | Scalar::Float
                    | Scalar::Double,
                ) => Passing::Value,
                Schema::Scalar(Scalar::String) => Passing::Text,
                Schema::List(_) => Passing::Slice,
                _ => Passing::Reference,
            },
        }
    }

    /// Its type in the method's signature.
    pub fn declared(&self) -> Type {
        let owned = &self.owned;
        match self.passing {
            Passing::Value => owned.clone(),
            Passing::Text => parse_quote!(&str),
            Passing::Slice => match list_item(owned) {
                Some(item) => parse_quote!(&[#item]),
                None => parse_quote!(&#owned),
            },
            Passing::Reference => parse_quote!(&#owned),
        }
    }

    /// The expression that passes a variable or a literal of the type [`Self::owned`].
    pub fn pass(&self, value: impl ToTokens) -> TokenStream {
        match self.passing {
            Passing::Value => quote!(#value),
            Passing::Text | Passing::Slice | Passing::Reference => quote!(&#value),
        }
    }
}

fn list_item(list: &Type) -> Option<&Type> {
    let Type::Path(path) = list else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            syn::GenericArgument::Type(item) => Some(item),
            _ => None,
        },
        _ => None,
    }
}

/// The arguments of an operation's method, in its order: the required parameters. The body, if there is one, comes after them,
/// and the options struct, if there is one, last.
pub fn arguments<'a>(document: &Document, operation: &'a Operation) -> Vec<Argument<'a>> {
    let required = operation.required().into_iter();
    required.map(|p| Argument::new(document, p)).collect()
}

/// The options struct of an operation with optional parameters: `ListAccounts`.
pub fn options(operation: &Operation) -> Option<Ident> {
    use heck::ToPascalCase;
    let any = operation.optional().next().is_some();
    any.then(|| ident(&operation.id.to_pascal_case()))
}

/// The type that a method gives on success, and that its error holds.
pub fn success(_document: &Document, _operation: &Operation) -> Type {
    todo!("in work")
}

/// See [`success`].
pub fn failure(_document: &Document, _operation: &Operation) -> Type {
    todo!("in work")
}

/// An example value for a parameter, as text; nothing where a value is no single text.
pub fn example_text(document: &Document, parameter: &Parameter) -> Option<String> {
    let text = match document.resolve(&parameter.schema) {
        Schema::Scalar(Scalar::Boolean) => "true",
        Schema::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::Uint64) => "431",
        Schema::Scalar(Scalar::Float | Scalar::Double | Scalar::Decimal | Scalar::DecimalString) => "4.5",
        Schema::Scalar(Scalar::String | Scalar::Secret) => return Some(format!("your {}", parameter.name)),
        Schema::Scalar(Scalar::DateTime) => "2026-01-31T12:00:00Z",
        Schema::Scalar(Scalar::Date) => "2026-01-31",
        Schema::Scalar(Scalar::UnixTime) => "1769860800",
        Schema::Scalar(Scalar::UnixTimeMs) => "1769860800000",
        Schema::Scalar(Scalar::Uuid) => "67e55044-10b1-426f-9247-bb680e5fe0c8",
        Schema::Scalar(Scalar::Base64 | Scalar::Binary) => "Qm9hdA==",
        Schema::Named(name) => match &document.named(name)?.shape {
            Shape::Enum(values) => values.values.first().map_or("431", |v| v.value.as_str()),
            _ => return None,
        },
        Schema::Any | Schema::List(_) | Schema::Map(_) | Schema::Nullable(_) => return None,
    };
    Some(text.to_owned())
}

/// An example value, as the expression that an example passes for an argument: `"431"`, `431`, `&"…".parse()?`.
pub fn example(document: &Document, argument: &Argument<'_>) -> Expr {
    match (argument.passing, example_text(document, argument.parameter)) {
        (Passing::Text, Some(text)) => parse_quote!(#text),
        (Passing::Value, Some(text)) => {
            // The text of a boolean or a number is Rust's own.
            let value: TokenStream = text.parse().unwrap_or_default();
            parse_quote!(#value)
        }
        (Passing::Reference, Some(text)) => parse_quote!(&#text.parse()?),
        (Passing::Slice, _) => parse_quote!(&[]),
        (_, _) => parse_quote!(&::std::default::Default::default()),
    }
}

/// A text of a spec as the doc comment of an item, ready for rustdoc whatever is in it.
pub fn docs(text: &str) -> Vec<Attribute> {
    let text = super::rust::markdown(text);
    let line = |line: &str| match line {
        "" => String::new(),
        line => format!(" {line}"),
    };
    let lines = text.lines().map(line);
    lines.map(|line| parse_quote!(#[doc = #line])).collect()
}

/// A text of a spec as Markdown that means nothing but the text: the one escape function.
pub fn markdown(text: &str) -> String {
    text.trim().to_owned()
}

/// A module's text: the line that says where it comes from, then the code, with its paths shortened.
pub fn print(source: &str, file: &syn::File) -> String {
    format!("// {}\n{}", super::header(source), prettyplease::unparse(file))
}
