// Generated from specs/twosms/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! progenitor's methods for 2sms, as it prints them, on the runtime in the place of reqwest and progenitor-client.

use uuid::Uuid;
use crate::types;
use ::progenitor_client::{Api, Provider, Transport};
#[allow(
    unused_imports,
    reason = "what progenitor's methods name: each needs a part of it"
)]
use ::progenitor_client::{ClientHooks, Error, OperationInfo, ResponseValue, encode_path};

/// The client that has progenitor's methods.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) client: Transport,
    pub(crate) baseurl: ::std::sync::Arc<str>,
}

impl Api for Client {
    const PROVIDER: &'static Provider = &crate::PROVIDER;
    type Builder = ::progenitor_client::Builder;
    fn from_transport(client: Transport) -> Self {
        let baseurl = client.base_url().into();
        Self { client, baseurl }
    }
    fn transport(&self) -> &Transport {
        &self.client
    }
}

impl Client {
    /// progenitor sends it with each request; the runtime leaves it out.
    const fn api_version() -> &'static str {
        ""
    }
}

#[allow(clippy::all)]
impl Client {
    /**Sends a `GET` request to `/api/v2/admin/accounts/{p0000}`

*/
    pub async fn get_account<'a>(
        &'a self,
        p0000: &'a Uuid,
    ) -> Result<ResponseValue<types::AccountResponse>, Error<types::ErrorResponse>> {
        let url = format!(
            "{}/api/v2/admin/accounts/{}", self.baseurl, encode_path(& p0000
            .to_string()),
        );
        let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
        header_map
            .append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(Self::api_version()),
            );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .headers(header_map)
            .build()?;
        let info = OperationInfo {
            operation_id: "get_account",
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
            500u16..=599u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Sends a `GET` request to `/api/v1/UserAdminAPI/GetAllUsers`

*/
    pub async fn list_users<'a>(
        &'a self,
        account_id: Option<&'a Uuid>,
    ) -> Result<ResponseValue<types::UserList>, Error<types::ErrorResponse>> {
        let url = format!("{}/api/v1/UserAdminAPI/GetAllUsers", self.baseurl,);
        let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
        header_map
            .append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(Self::api_version()),
            );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("accountID", &account_id))
            .headers(header_map)
            .build()?;
        let info = OperationInfo {
            operation_id: "list_users",
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
            500u16..=599u16 => {
                Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))
            }
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
}
