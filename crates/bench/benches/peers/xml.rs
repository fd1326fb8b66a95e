//! Decoding XML by three libraries, into the same type.

use std::error::Error;
use std::fmt::Debug;
use std::hint::black_box;
use std::str::FromStr;

use bindery_bench::Case;
use bindery_runtime::Secret;
use roxmltree::{Document, Node};

use crate::types::{
    Account, AccountPreferences, AccountResponse, AccountUserInfo, ErrorDetail, Identification,
    PermissionLevel, Preferences, ResponseData, Users,
};

const BODY: &[u8] = include_bytes!("../../../../specs/twosms/samples/get_account.xml");

pub fn cases() -> Vec<Case> {
    vec![
        xml("quick-xml", |text| quick_xml::de::from_str(text)),
        xml("roxmltree", account_response),
        xml("serde-xml-rs", serde_xml_rs::from_str),
    ]
}

type Decode<E> = fn(&str) -> Result<AccountResponse, E>;

fn xml<E: Debug + 'static>(peer: &str, decode: Decode<E>) -> Case {
    Case::prepared(format!("xml/{peer}"), move |_| {
        check(&from_bytes(BODY, decode));
        Box::new(move || {
            black_box(&from_bytes(black_box(BODY), decode));
        })
    })
}

fn from_bytes<E: Debug>(body: &[u8], decode: Decode<E>) -> AccountResponse {
    let text = str::from_utf8(body).expect("the sample is UTF-8");
    decode(text).expect("the library decodes the sample")
}

/// All must make the same of the sample, which has a value for every documented field. Only what is left over differs:
/// some keep the root's attributes.
fn check(response: &AccountResponse) {
    let documented =
        |response: &AccountResponse| format!("{:?} {:?}", response.error, response.response_data);
    let plain = from_bytes(BODY, |text| quick_xml::de::from_str(text));
    assert_eq!(documented(response), documented(&plain));
    assert!(!documented(response).contains("None"), "{response:?}");
}

/// By hand with roxmltree: what one knows is taken, the rest is left.
fn account_response(text: &str) -> Result<AccountResponse, Box<dyn Error>> {
    let document = Document::parse(text)?;
    let mut response = AccountResponse::default();
    for child in elements(document.root_element()) {
        match child.tag_name().name() {
            "Error" => response.error = Some(error_detail(child)),
            "ResponseData" => response.response_data = Some(response_data(child)?),
            _ => {}
        }
    }
    Ok(response)
}

fn error_detail(node: Node) -> ErrorDetail {
    let mut error = ErrorDetail::default();
    for child in elements(node) {
        match child.tag_name().name() {
            "ErrorCode" => error.error_code = text(child),
            "ErrorReason" => error.error_reason = text(child),
            _ => {}
        }
    }
    error
}

fn response_data(node: Node) -> Result<ResponseData, Box<dyn Error>> {
    let mut data = ResponseData::default();
    for child in elements(node) {
        match child.tag_name().name() {
            "Identification" => data.identification = Some(identification(child)),
            "Result" => data.result = text(child),
            "Detail" => data.detail = Some(account(child)?),
            _ => {}
        }
    }
    Ok(data)
}

fn identification(node: Node) -> Identification {
    let mut identification = Identification::default();
    for child in elements(node) {
        if child.tag_name().name() == "UserId" {
            identification.user_id = text(child);
        }
    }
    identification
}

fn account(node: Node) -> Result<Account, Box<dyn Error>> {
    let mut account = Account::default();
    for child in elements(node) {
        match child.tag_name().name() {
            "CountryCode" => account.country_code = text(child),
            "NDD" => account.ndd = text(child),
            "IDD" => account.idd = text(child),
            "Timeout" => account.timeout = parsed(child)?,
            "Type" => account.type_ = text(child),
            "ID" => account.id = parsed(child)?,
            "AccountID" => account.account_id = parsed(child)?,
            "Address" => account.address = text(child),
            "AnyTimeBalance" => account.any_time_balance = parsed(child)?,
            "ContactNumber" => account.contact_number = text(child),
            "PhoneNumber" => account.phone_number = text(child),
            "DateCreated" => account.date_created = parsed(child)?,
            "DateModified" => account.date_modified = parsed(child)?,
            "Disclaimer" => account.disclaimer = text(child),
            "DisclaimerRemove" => account.disclaimer_remove = parsed(child)?,
            "EmailAddress" => account.email_address = text(child),
            "Enabled" => account.enabled = parsed(child)?,
            "FirstName" => account.first_name = text(child),
            "Defaultheader" => account.defaultheader = text(child),
            "LanguageID" => account.language_id = parsed(child)?,
            "LanguageName" => account.language_name = text(child),
            "LastName" => account.last_name = text(child),
            "Location" => account.location = text(child),
            "Logo" => account.logo = text(child),
            "LogoRemoved" => account.logo_removed = parsed(child)?,
            "LogoName" => account.logo_name = text(child),
            "Name" => account.name = text(child),
            "OffPeakBalance" => account.off_peak_balance = parsed(child)?,
            "Preferences" => account.preferences = Some(preferences(child)),
            "SCIMEnabled" => account.scim_enabled = parsed(child)?,
            "SMSPassword" => account.sms_password = text(child).map(Secret::from),
            "SMSUsername" => account.sms_username = text(child),
            "TimeZone" => account.time_zone = text(child),
            "TwoFactorEnabled" => account.two_factor_enabled = parsed(child)?,
            "URL" => account.url = text(child),
            "Users" => account.users = Some(users(child)?),
            "Validated" => account.validated = parsed(child)?,
            "Website" => account.website = text(child),
            _ => {}
        }
    }
    Ok(account)
}

fn preferences(node: Node) -> Preferences {
    Preferences {
        account_preferences: items(node, "AccountPreferences")
            .filter_map(text)
            .map(AccountPreferences::from)
            .collect(),
    }
}

fn users(node: Node) -> Result<Users, Box<dyn Error>> {
    Ok(Users {
        account_user_info: items(node, "AccountUserInfo")
            .map(account_user_info)
            .collect::<Result<_, _>>()?,
    })
}

fn account_user_info(node: Node) -> Result<AccountUserInfo, Box<dyn Error>> {
    let mut user = AccountUserInfo::default();
    for child in elements(node) {
        match child.tag_name().name() {
            "UserID" => user.user_id = parsed(child)?,
            "Name" => user.name = text(child),
            "PermissionLevel" => user.permission_level = text(child).map(PermissionLevel::from),
            _ => {}
        }
    }
    Ok(user)
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn items<'a, 'input>(node: Node<'a, 'input>, name: &str) -> impl Iterator<Item = Node<'a, 'input>> {
    elements(node).filter(move |child| child.tag_name().name() == name)
}

fn text(node: Node) -> Option<String> {
    node.text().map(str::to_owned)
}

fn parsed<T: FromStr<Err: Error + 'static>>(node: Node) -> Result<Option<T>, Box<dyn Error>> {
    Ok(node.text().map(str::parse).transpose()?)
}
