//! The module `client`: progenitor's methods on a client of ours.

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, ExprLit, FnArg, GenericArgument, Generics, ImplItem, ImplItemFn, Item,
    ItemImpl, Lit, Path, PathArguments, Receiver, Stmt, Token, Type, TypeReference, parse_quote,
};

use super::{Module, Shorten, docs};
use crate::read::{self, Operation};
use crate::spec::Spec;

/// The text of `client.rs`, without its header; or where the output is not what the spec asked for.
pub fn client(spec: &Spec, file: &syn::File) -> Result<String, String> {
    let mut shorten = Shorten::new(Module::Client);
    let mut methods = Vec::new();
    for operation in read::operations(&spec.document) {
        let method = method_of(file, operation.id)
            .ok_or_else(|| format!("its output has no method `{}`", operation.id))?;
        methods.push(polish(method.clone(), operation, &mut shorten)?);
    }
    let error = read::operations(&spec.document)
        .find_map(|o| o.failure()?.schema_name())
        .ok_or("no operation has an error body")?;
    let title = read::text(&spec.document["info"], "title");
    let implementation: ItemImpl = parse_quote! {
        impl Client {
            #(#methods)*
        }
    };
    Ok(TEMPLATE
        .replace("{imports}", &shorten.imports())
        .replace("{title}", title)
        .replace("{error}", error)
        .replace("{schemes}", &schemes(spec))
        .replace("{methods}", &unparse(implementation)))
}

const TEMPLATE: &str = r#"
use progenitor_client::{
    Api, CallOptions, ClientHooks, ConfigError, OperationInfo, Provider, ResponseValue, Transport,
    encode_path, scheme,
};
{imports}
use crate::types;

/// Builds a [`Client`].
pub type ClientBuilder = progenitor_client::ClientBuilder<Client>;

/// What {title} takes as proof of who calls.
pub type Credentials = progenitor_client::Credentials<Client>;

/// Why a call failed. The provider's own error body, where it sent one, is a [`types::{error}`].
pub type Error = progenitor_client::Error<types::{error}>;

/// A client for {title}.
///
/// Clones are cheap and share connections and tokens; one client serves a whole program.
#[derive(Clone, Debug)]
pub struct Client {
    inner: Transport,
}

impl Api for Client {
    const PROVIDER: &'static Provider = &crate::PROVIDER;

    fn from_transport(inner: Transport) -> Self {
        Self { inner }
    }

    fn transport(&self) -> &Transport {
        &self.inner
    }
}

{schemes}
impl Client {
    /// Starts a client: give it credentials, then build it.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// A client with credentials and base URL from the environment; the crate's front page lists the variables.
    ///
    /// # Errors
    ///
    /// A variable that is missing or cannot be used, by name.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }

    /// This client with other options for the calls made through it: `client.with(options).get_…`.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            inner: self.inner.with(options),
        }
    }
}

{methods}"#;

fn schemes(spec: &Spec) -> String {
    let mut names: Vec<&str> = crate::package::schemes(&spec.document)
        .map(|s| s.marker())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
        .iter()
        .map(|name| format!("impl scheme::{name} for Client {{}}\n"))
        .collect()
}

/// The method that progenitor made for an operation.
fn method_of<'a>(file: &'a syn::File, id: &str) -> Option<&'a ImplItemFn> {
    file.items.iter().find_map(|item| match item {
        Item::Impl(item) if item.trait_.is_none() => {
            item.items.iter().find_map(|item| match item {
                ImplItem::Fn(method) if method.sig.ident == id => Some(method),
                _ => None,
            })
        }
        _ => None,
    })
}

fn polish(
    mut method: ImplItemFn,
    operation: Operation<'_>,
    shorten: &mut Shorten,
) -> Result<ImplItemFn, String> {
    let id = operation.id;
    let wanted = operation.arguments().len();
    let arguments = method
        .sig
        .inputs
        .iter()
        .filter(|a| matches!(a, FnArg::Typed(_)))
        .count();
    if arguments != wanted {
        return Err(format!(
            "`{id}` should take {wanted} arguments; it takes {arguments}"
        ));
    }
    drop_api_version(&mut method);
    elide_lifetimes(&mut method);
    let mut to_runtime = ToRuntime {
        texts: texts(&method),
    };
    to_runtime.visit_impl_item_fn_mut(&mut method);
    shorten.visit_impl_item_fn_mut(&mut method);
    let text = method.to_token_stream().to_string();
    for leftover in [
        "api-version",
        "reqwest",
        "self . client",
        "self . baseurl",
        "format !",
    ] {
        if text.contains(leftover) {
            return Err(format!(
                "`{id}` still has `{leftover}`; progenitor's output has changed its shape"
            ));
        }
    }
    method.attrs = docs(&method_text(operation));
    // `&self` counts too.
    if wanted >= 7 {
        method.attrs.push(parse_quote!(
            #[expect(clippy::too_many_arguments, reason = "the operation has as many parameters")]
        ));
    }
    Ok(method)
}

/// progenitor sends the spec's version in a header that no provider documents; without it, most calls have no header to add.
fn drop_api_version(method: &mut ImplItemFn) {
    method.block.stmts.retain(|stmt| {
        !stmt
            .to_token_stream()
            .to_string()
            .contains("\"api-version\"")
    });
    let uses = |stmts: &[Stmt]| {
        stmts
            .iter()
            .filter(|s| s.to_token_stream().to_string().contains("header_map"))
            .count()
    };
    // The declaration and the request are the only two left: there is nothing to declare.
    if uses(&method.block.stmts) == 2 {
        method.block.stmts.retain(|s| {
            !s.to_token_stream()
                .to_string()
                .starts_with("let mut header_map")
        });
        DropHeaders.visit_block_mut(&mut method.block);
    } else {
        for stmt in &mut method.block.stmts {
            if stmt
                .to_token_stream()
                .to_string()
                .starts_with("let mut header_map")
            {
                *stmt = parse_quote!(let mut header_map = ::reqwest::header::HeaderMap::new(););
            }
        }
    }
}

struct DropHeaders;

impl VisitMut for DropHeaders {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::MethodCall(call) = expr
            && call.method == "headers"
        {
            *expr = (*call.receiver).clone();
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}

/// progenitor names the one lifetime that Rust would find by itself.
fn elide_lifetimes(method: &mut ImplItemFn) {
    struct Elide;
    impl VisitMut for Elide {
        fn visit_receiver_mut(&mut self, receiver: &mut Receiver) {
            *receiver = parse_quote!(&self);
        }

        fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
            reference.lifetime = None;
            visit_mut::visit_type_reference_mut(self, reference);
        }
    }
    method.sig.generics = Generics::default();
    Elide.visit_signature_mut(&mut method.sig);
}

/// The arguments that are text already.
fn texts(method: &ImplItemFn) -> Vec<String> {
    let typed = method.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(argument) => Some(argument),
        FnArg::Receiver(_) => None,
    });
    typed
        .filter(|argument| argument.ty.to_token_stream().to_string() == "& str")
        .map(|argument| argument.pat.to_token_stream().to_string())
        .collect()
}

/// Points progenitor's code at the runtime: its request builder, its header types, the crate's own `Error`.
struct ToRuntime {
    /// The arguments that need no `to_string()`.
    texts: Vec<String>,
}

impl VisitMut for ToRuntime {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Some(url) = url(expr) {
            *expr = url;
        }
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::Reference(reference) = expr
            && let Expr::MethodCall(call) = &*reference.expr
            && call.method == "to_string"
            && self
                .texts
                .contains(&call.receiver.to_token_stream().to_string())
        {
            *expr = (*call.receiver).clone();
        }
        match expr.to_token_stream().to_string().as_str() {
            "self . client" => *expr = parse_quote!(self.inner),
            "self . baseurl" => *expr = parse_quote!(self.inner.base_url()),
            _ => {}
        }
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if let Some(first) = path.segments.first_mut()
            && first.ident == "reqwest"
        {
            first.ident = parse_quote!(progenitor_client);
        }
        if let Some(last) = path.segments.last_mut()
            && last.ident == "Error"
            && let PathArguments::AngleBracketed(arguments) = &last.arguments
            && let Some(GenericArgument::Type(Type::Path(_))) = arguments.args.first()
        {
            last.arguments = PathArguments::None;
        }
    }

    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        // `mut` is needed: the request is handed to `pre`.
        attributes.retain(|a| !a.path().is_ident("allow"));
    }
}

/// `format!` over the path template as a sum of its parts, which reads better and costs less.
fn url(expr: &Expr) -> Option<Expr> {
    let Expr::Macro(call) = expr else { return None };
    if !call.mac.path.is_ident("format") {
        return None;
    }
    let parts: Punctuated<Expr, Token![,]> = call
        .mac
        .parse_body_with(Punctuated::parse_terminated)
        .ok()?;
    let mut parts = parts.iter();
    let Some(Expr::Lit(ExprLit {
        lit: Lit::Str(template),
        ..
    })) = parts.next()
    else {
        return None;
    };
    let template = template.value();
    let mut constants = template.strip_prefix("{}")?.split("{}");
    let base = parts.next()?;
    let first = constants.next()?;
    let mut sum: Expr = parse_quote!(#base.to_owned() + #first);
    for constant in constants {
        let value = parts.next()?;
        sum = parse_quote!(#sum + &#value);
        if !constant.is_empty() {
            sum = parse_quote!(#sum + #constant);
        }
    }
    Some(sum)
}

fn method_text(operation: Operation<'_>) -> String {
    let mut text = read::text(operation.object, "summary").trim().to_owned();
    let description = read::text(operation.object, "description").trim();
    if !description.is_empty() {
        text.push_str(&format!("\n\n{description}"));
    }
    text.push_str(&format!(
        "\n\nSends `{} {}`.\n",
        operation.method.to_uppercase(),
        operation.path
    ));
    for parameter in operation.arguments() {
        text.push_str(&format!(
            "\n- `{}`: {}",
            parameter.name,
            parameter.description.trim()
        ));
        for (words, reason) in read::marks(parameter.object) {
            text.push_str(&format!(" {words}: {reason}."));
        }
    }
    text.push_str("\n\n# Errors\n\nThe provider's refusal, or why no answer came or could be read: see the crate's front page.");
    text
}

/// The implementation as text, with a blank line between methods.
fn unparse(item: ItemImpl) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![Item::Impl(item)],
    })
    .replace("\n    }\n    ///", "\n    }\n\n    ///")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::client;
    use crate::generate::generate;
    use crate::lower::lower;
    use crate::minimal::{self, ID};

    const THING: &str = "Thing:\n  type: object\n  description: A thing.\n  properties:\n    id: {type: string, description: Its id.}\n";

    /// The method of the operation with these parameters.
    #[track_caller]
    fn method(parameters: &str) -> String {
        let spec = minimal::with(parameters, THING);
        let file = generate(&spec, &lower(&spec)).expect("the case generates");
        let text = client(&spec, &file).expect("the output is as asked for");
        let start = text.rfind("impl Client {").expect("an implementation");
        text[start..].to_owned()
    }

    #[test]
    fn a_method_takes_its_path_parameters_and_runs_on_our_transport() {
        assert_snapshot!(method(ID), @r#"
        impl Client {
            /// Read one thing.
            ///
            /// Sends `GET /things/{id}`.
            ///
            /// - `id`: Which one.
            ///
            /// # Errors
            ///
            /// The provider's refusal, or why no answer came or could be read: see the crate's front page.
            pub async fn get_thing(
                &self,
                id: &str,
            ) -> Result<ResponseValue<types::Thing>, Error> {
                let url = self.inner.base_url().to_owned() + "/things/" + &encode_path(id);
                let mut request = self
                    .inner
                    .get(url)
                    .header(
                        progenitor_client::header::ACCEPT,
                        progenitor_client::header::HeaderValue::from_static("application/json"),
                    )
                    .build()?;
                let info = OperationInfo {
                    operation_id: "get_thing",
                };
                self.pre(&mut request, &info).await?;
                let result = self.exec(request, &info).await;
                self.post(&result, &info).await?;
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

    #[test]
    fn a_header_with_one_documented_value_is_no_argument() {
        let constant = "- {name: Acme-Version, in: header, description: Which., schema: {type: string, enum: ['2024-01-01']}}\n";
        assert_eq!(method(&format!("{ID}{constant}")), method(ID));
    }

    #[test]
    fn a_mark_is_told_with_the_argument() {
        let marked = ID.replace(
            "description: Which one.",
            "description: Which one., x-differs: the page says integer",
        );
        assert!(method(&marked).contains(
            "- `id`: Which one. Differs from the provider's page: the page says integer.\n"
        ));
    }

    #[test]
    fn an_optional_header_and_a_query_parameter_are_arguments() {
        assert_snapshot!(method(&format!("{ID}- {{name: X-Trace, in: header, description: A trace., schema: {{type: string}}}}\n- {{name: page, in: query, description: Which page., schema: {{type: integer, format: int64}}}}\n")), @r#"
        impl Client {
            /// Read one thing.
            ///
            /// Sends `GET /things/{id}`.
            ///
            /// - `id`: Which one.
            /// - `page`: Which page.
            /// - `X-Trace`: A trace.
            ///
            /// # Errors
            ///
            /// The provider's refusal, or why no answer came or could be read: see the crate's front page.
            pub async fn get_thing(
                &self,
                id: &str,
                page: Option<i64>,
                x_trace: Option<&str>,
            ) -> Result<ResponseValue<types::Thing>, Error> {
                let url = self.inner.base_url().to_owned() + "/things/" + &encode_path(id);
                let mut header_map = progenitor_client::header::HeaderMap::new();
                if let Some(value) = x_trace {
                    header_map.append("X-Trace", value.to_string().try_into()?);
                }
                let mut request = self
                    .inner
                    .get(url)
                    .header(
                        progenitor_client::header::ACCEPT,
                        progenitor_client::header::HeaderValue::from_static("application/json"),
                    )
                    .query(&progenitor_client::QueryParam::new("page", &page))
                    .headers(header_map)
                    .build()?;
                let info = OperationInfo {
                    operation_id: "get_thing",
                };
                self.pre(&mut request, &info).await?;
                let result = self.exec(request, &info).await;
                self.post(&result, &info).await?;
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
