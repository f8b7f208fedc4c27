using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Objects in the shape that Xero documents, and the records that they become.</summary>
public sealed class ReadingGoldenTests
{
    private static readonly ConnectionSettings Settings = new()
    {
        FieldMaps =
        [
            new()
            {
                RecordType = RecordType.Of<Invoice>(),
                Field = "region",
                SystemField = "Tracking.Region",
            },
            new()
            {
                RecordType = RecordType.Of<Invoice>(),
                Field = "expected",
                SystemField = "ExpectedPaymentDate",
                Type = CustomFieldType.Date,
            },
            new()
            {
                RecordType = RecordType.Of<Customer>(),
                Field = "vat",
                SystemField = "TaxNumber",
            },
        ],
    };

    [Fact]
    public void Customer()
    {
        var record = XeroEntities.Contact.Map(
            """
            {
              "ContactID": "bd2270c3-8706-4c11-9cfb-000b551c3f51", "ContactNumber": "0123", "ContactStatus": "GDPRREQUEST", "Name": "Tidewater", "FirstName": "Ines",
              "LastName": "Duarte", "EmailAddress": "ines@tidewater.example ", "TaxNumber": "NZ-1", "BankAccountDetails": "",
              "Addresses": [{"AddressType": "STREET", "City": "", "Region": ""},
                {"AddressType": "POBOX", "AddressLine1": "PO Box 7", "AddressLine3": "c/o Finance", "AddressLine4": "Floor 2", "City": "Oaktown", "Region": "California",
                 "PostalCode": "94213", "Country": "U.S.A.", "AttentionTo": "AP"}],
              "Phones": [{"PhoneType": "FAX", "PhoneNumber": "9"}, {"PhoneType": "MOBILE", "PhoneNumber": "1"},
                {"PhoneType": "DEFAULT", "PhoneNumber": "5550114", "PhoneAreaCode": "650", "PhoneCountryCode": "01"}],
              "UpdatedDateUTC": "\/Date(1488391422280+0000)\/", "ContactPersons": [{"FirstName": "Bo", "EmailAddress": "bo@tidewater.example", "IncludeInEmails": true}],
              "IsSupplier": false, "IsCustomer": true, "DefaultCurrency": "USD", "AccountsReceivableTaxType": "OUTPUT2", "Website": "https://tidewater.example",
              "HasValidationErrors": false, "ANewMember": {"of": 2027}
            }
            """,
            Settings);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void Invoice()
    {
        var record = XeroEntities.Invoice.Map(
            """
            {
              "Type": "ACCREC", "InvoiceID": "220ddca8-3144-4085-9a88-2d72c5133734", "InvoiceNumber": "INV-7", "Reference": "PO-77", "AmountDue": 60.00,
              "AmountPaid": 40.00, "AmountCredited": 0.00, "CurrencyRate": 0.937053, "IsDiscounted": false, "HasAttachments": false, "SentToContact": true,
              "Contact": {"ContactID": "025867f1-d741-4d6b-b1af-9ac774b59ba7", "Name": "Tidewater"}, "DateString": "2026-03-19T00:00:00",
              "Date": "\/Date(1773878400000+0000)\/", "DueDate": "\/Date(1776470400000+0000)\/", "ExpectedPaymentDate": "\/Date(1776470400000)\/",
              "Status": "AUTHORISED", "LineAmountTypes": "Inclusive", "SubTotal": 86.96, "TotalTax": 13.04, "Total": 100.00, "CurrencyCode": "AUD",
              "UpdatedDateUTC": "\/Date(1773900000000+0000)\/", "InvoiceAddresses": [{"InvoiceAddressType": "TO", "AddressLine1": "1 Dock Road", "Country": "NZ"}],
              "LineItems": [
                {"LineItemID": "l-1", "Description": "Seats", "Quantity": 2.0000, "UnitAmount": 50.0000, "LineAmount": 100.00, "TaxAmount": 13.04, "TaxType": "OUTPUT2",
                 "AccountCode": "200", "AccountID": "a-200", "ItemCode": "SEAT", "Item": {"ItemID": "i-1", "Code": "SEAT"},
                 "Tracking": [{"Name": "Region", "Option": "North", "TrackingCategoryID": "t"}]},
                {"LineItemID": "l-2", "Description": "As agreed on the phone", "LineAmount": 0.00, "TaxAmount": 0.00, "Tracking": []}]
            }
            """,
            Settings);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void CreditMemo()
    {
        var record = XeroEntities.CreditNote.Map(
            """
            {
              "CreditNoteID": "7df8949c-b71f-40c0-bbcf-39f2f450f286", "CreditNoteNumber": "CN-1", "Type": "ACCRECCREDIT", "RemainingCredit": 15.00,
              "Reference": "Sorry [0123456789abcdef0123456789abcdef]", "Contact": {"ContactID": "025867f1-d741-4d6b-b1af-9ac774b59ba7"},
              "Date": "\/Date(1772668800000+0000)\/", "Status": "AUTHORISED", "LineAmountTypes": "NoTax", "SubTotal": 40.00, "TotalTax": 0.00, "Total": 40.00,
              "CurrencyCode": "NZD", "CurrencyRate": 1.000000, "UpdatedDateUTC": "\/Date(1773900000000+0000)\/",
              "Allocations": [{"AllocationID": "al-1", "Amount": 25.00, "Date": "\/Date(1772668800000+0000)\/", "Invoice": {"InvoiceID": "x"}}],
              "LineItems": [{"LineItemID": "l-1", "Description": "Goodwill", "Quantity": 1.0, "UnitAmount": 40.0, "LineAmount": 40.0, "AccountCode": "200"}]
            }
            """);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void Payment()
    {
        var record = XeroEntities.Payment.Map(
            """
            {
              "PaymentID": "99ea7f6b-c513-4066-bc27-b7c65dcd76c2", "Date": "\/Date(1772668800000+0000)\/", "BankAmount": 40.00, "Amount": 40.00, "Reference": "",
              "CurrencyRate": 0.000000, "PaymentType": "ACCRECPAYMENT", "Status": "DELETED", "UpdatedDateUTC": "\/Date(1773900000000+0000)\/", "HasAccount": true,
              "Account": {"AccountID": "a-090", "Code": "090"}, "Invoice": {"Type": "ACCREC", "InvoiceID": "x", "CurrencyCode": "NZD", "Contact": {"ContactID": "c"}}
            }
            """);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void Product()
    {
        var record = XeroEntities.Item.Map(
            """
            {"ItemID": "i-1", "Code": "SEAT", "Name": "Seat", "Description": "One seat", "SalesDetails": {"UnitPrice": 12.5000, "AccountCode": "200", "TaxType": "OUTPUT2"},
             "IsTrackedAsInventory": true, "IsSold": true, "UpdatedDateUTC": "\/Date(1773900000000)\/"}
            """);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void LedgerAccount()
    {
        var record = XeroEntities.Account.Map(
            """
            {"AccountID": "a-610", "Code": "610", "Name": "Accounts Receivable", "Status": "ACTIVE", "Type": "CURRENT", "Class": "ASSET", "SystemAccount": "DEBTORS",
             "TaxType": "NONE", "UpdatedDateUTC": "\/Date(1773900000000+0000)\/"}
            """);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void TaxRate()
    {
        var record = XeroEntities.TaxRate.Map(
            """{"Name": "15% GST", "TaxType": "OUTPUT2", "Status": "PENDING", "EffectiveRate": 15.0000, "CanApplyToRevenue": true}"""
        );
        Match(record, record.Source!, source => record with { Source = source });
    }

    private static void Match<TRecord>(
        TRecord record,
        RecordSource source,
        Func<RecordSource, TRecord> with,
        [System.Runtime.CompilerServices.CallerMemberName] string member = ""
    )
        where TRecord : class, IRecord => Snapshot.Match(Wire.Json(record, source, with), member: member);
}
