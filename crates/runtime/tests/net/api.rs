//! Small providers, written by hand as a generated crate is.

use bindery_runtime::{
    Answer, Api, CallOptions, ClientHooks, ConfigError, ErrorFields, Extra, Operation,
    OperationInfo, Provider, QueryParam, ResponseValue, Scheme, Secret, Server, TokenRequest,
    Transport, encode_path, header,
};
use serde::{Deserialize, Serialize};

/// The responses of the providers.
#[derive(Serialize, Clone, Debug, PartialEq)]
pub struct Account {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    #[serde(flatten)]
    pub extra: Extra,
}

bindery_runtime::object! {
    Account: "an object that holds secrets" {
        id = "id",
        secret = "secret" as secret,
        success = "success",
    }
}

impl Answer for Account {
    fn is_error(&self) -> bool {
        self.success == Some(false)
    }
}

impl Answer for Refusal {
    fn is_error(&self) -> bool {
        self.success == Some(false)
    }
}

/// Their error body.
#[derive(Deserialize, Serialize, Clone, Debug, PartialEq)]
pub struct Refusal {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    pub error: Detail,
}

/// The content.
#[derive(Deserialize, Serialize, Clone, Debug, PartialEq)]
pub struct Detail {
    pub code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

pub type Error = bindery_runtime::Error<Refusal>;

const OPERATIONS: &[Operation] = &[
    Operation::new("create_account", "POST", "/v1/accounts").media_types(&["application/json"]),
    Operation::new("get_account", "GET", "/v1/accounts/{accountId}")
        .parameters(&["accountId"])
        .media_types(&["application/json", "text/json", "application/xml"]),
];

macro_rules! provider {
    ($client:ident, $module:ident, $name:literal, [$($security:expr),*], [$($server:expr),*], [$($kind:ident),*]) => {
        #[allow(dead_code)]
        pub mod $module {
            bindery_runtime::client_builder! { super::$client, $name: $($kind)* }
        }

        #[derive(Clone, Debug)]
        pub struct $client {
            inner: Transport,
        }

        impl Api for $client {
            const PROVIDER: &'static Provider = &Provider::new($name, $name)
                .servers(&[$(Server::new($server, "Production")),*])
                .headers(&[("X-Version", "2024-01-01")])
                .security(&[$($security),*])
                .error(ErrorFields::new().code("/error/code").message("/error/message"))
                .wait_headers(&["X-RateLimit-Period"])
                .operations(OPERATIONS);

            type Builder = $module::ClientBuilder;

            fn from_transport(inner: Transport) -> Self {
                Self { inner }
            }

            fn transport(&self) -> &Transport {
                &self.inner
            }
        }

        #[allow(dead_code)]
        impl $client {
            pub fn builder() -> $module::ClientBuilder {
                $module::ClientBuilder::new()
            }

            pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
                $module::ClientBuilder::from_variables(lookup)?.build()
            }

            pub fn with(&self, options: CallOptions) -> Self {
                Self { inner: self.inner.with(options) }
            }

            pub async fn create_account(&self, body: &Account) -> Result<ResponseValue<Account>, Error> {
                let url = self.inner.base_url().to_owned() + "/v1/accounts";
                let request = self.inner.post(url).json(body).build()?;
                let info = OperationInfo { operation_id: "create_account" };
                let response = self.exec(request, &info).await?;
                match response.status().as_u16() {
                    200u16 => ResponseValue::from_response(response).await,
                    400u16..=599u16 => Err(Error::ErrorResponse(ResponseValue::from_response(response).await?)),
                    _ => Err(Error::UnexpectedResponse(response)),
                }
            }

            pub async fn get_account(&self, account_id: &str) -> Result<ResponseValue<Account>, Error> {
                self.get_account_page(account_id, None).await
            }

            pub async fn get_account_page(
                &self,
                account_id: &str,
                page: Option<i64>,
            ) -> Result<ResponseValue<Account>, Error> {
                let url = self.inner.base_url().to_owned() + "/v1/accounts/" + &encode_path(account_id);
                let mut request = self
                    .inner
                    .get(url)
                    .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
                    .query(&QueryParam::new("page", &page))
                    .build()?;
                let info = OperationInfo { operation_id: "get_account" };
                self.pre(&mut request, &info).await?;
                let result = self.exec(request, &info).await;
                self.post(&result, &info).await?;
                let response = result?;
                match response.status().as_u16() {
                    200u16 => ResponseValue::from_response(response).await,
                    400u16..=499u16 => Err(Error::ErrorResponse(ResponseValue::from_response(response).await?)),
                    500u16..=599u16 => Err(Error::ErrorResponse(ResponseValue::from_response(response).await?)),
                    _ => Err(Error::UnexpectedResponse(response)),
                }
            }
        }
    };
}

const JSON_TOKEN: Scheme = Scheme::client_credentials(TokenRequest::new("/oauth2/token").json());
const FORM_TOKEN: Scheme = Scheme::client_credentials(TokenRequest::new("/Token"));
const LOGIN: Scheme = Scheme::login(TokenRequest::new("/login").json().token("/data/authToken"));

provider!(
    Oauth,
    oauth,
    "oauth",
    [JSON_TOKEN, Scheme::Bearer],
    ["https://api.oauth.example"],
    [client_credentials, token, token_requests]
);
provider!(
    Form,
    form,
    "form",
    [FORM_TOKEN, Scheme::Bearer],
    [],
    [client_credentials, token, token_requests]
);
provider!(Login, login, "login", [LOGIN, Scheme::Bearer], [], [login, token, token_requests]);
provider!(Basic, basic, "basic", [Scheme::basic("client_id", "client_secret")], [], [basic]);
provider!(QueryKey, query_key, "query-key", [Scheme::api_key_query("api_token")], [], [api_key]);
provider!(
    HeaderKey,
    header_key,
    "header-key",
    [Scheme::api_key_header("X-Api-Token")],
    [],
    [api_key]
);
