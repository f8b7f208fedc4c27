using Sequence.Connectors.Http;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Objects in the shape that Intuit documents, and the records that they become.</summary>
public sealed class ReadingGoldenTests
{
    private static readonly ConnectionSettings Settings = new()
    {
        FieldMaps =
        [
            new() { RecordType = RecordType.Of<Invoice>(), Field = "contract", SystemField = "Contract #" },
            new() { RecordType = RecordType.Of<Invoice>(), Field = "seats", SystemField = "2", Type = CustomFieldType.Number },
        ],
    };

    [Fact]
    public void Customer()
    {
        var record = QuickBooksEntities.Customer.Map(
            """
            {
              "Taxable": true, "BillAddr": {"Id": "41", "Line1": "12 Harbour Lane", "Line2": "Suite 4", "Line3": "c/o Finance", "Line4": "Building B",
              "City": "Half Moon Bay", "Country": "U.S.A.", "CountrySubDivisionCode": "California", "PostalCode": "94213", "Lat": "37.4307072", "Long": "-122.4295234"},
              "ShipAddr": {"Id": "42"}, "Notes": "Prefers calls", "Job": true, "ParentRef": {"value": "17"}, "BillWithParent": false, "Balance": 85.0,
              "CurrencyRef": {"value": "USD", "name": "United States Dollar"}, "PreferredDeliveryMethod": "Print", "domain": "QBO", "sparse": false, "Id": "58",
              "SyncToken": "3", "MetaData": {"CreateTime": "2026-01-14T08:15:30-08:00", "LastUpdatedTime": "2026-03-20T16:49:28-07:00"}, "GivenName": "Ines",
              "FamilyName": "Duarte", "FullyQualifiedName": "Tidewater:Tidewater West", "CompanyName": "Tidewater", "DisplayName": "Tidewater West",
              "Active": false, "PrimaryPhone": {"FreeFormNumber": "(650) 555-0114"}, "PrimaryEmailAddr": {"Address": "ines@tidewater.example; ap@tidewater.example"},
              "WebAddr": {"URI": "https://tidewater.example"}, "DefaultTaxCodeRef": {"value": "2"}, "ANewMember": {"of": 2027}
            }
            """);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void Invoice()
    {
        var record = QuickBooksEntities.Invoice.Map(
            """
            {
              "DueDate": "2026-04-18", "Deposit": 0, "Balance": 120.5, "EmailStatus": "EmailSent", "BillEmail": {"Address": "ap@tidewater.example"},
              "TxnDate": "2026-03-19", "TotalAmt": 216.0, "CustomerRef": {"value": "58", "name": "Tidewater West"}, "CurrencyRef": {"value": "USD"},
              "CustomerMemo": {"value": "Thank you"}, "PrivateNote": "Sequence invoice INV-7 [k]", "DocNumber": "INV-7", "ExchangeRate": 1.25,
              "BillAddr": {"Line1": "Tidewater West", "Line2": "12 Harbour Lane", "Line3": "Half Moon Bay, CA  94213"},
              "CustomField": [{"DefinitionId": "1", "Name": "Contract #", "Type": "StringType", "StringValue": "C-88"},
                {"DefinitionId": "2", "Name": "Seats", "Type": "StringType", "StringValue": "a dozen"}, {"DefinitionId": "3", "Type": "StringType"}],
              "LinkedTxn": [{"TxnId": "120", "TxnType": "Payment"}], "TxnTaxDetail": {"TxnTaxCodeRef": {"value": "2"}, "TotalTax": 16.0, "TaxLine": []},
              "Line": [
                {"Id": "1", "LineNum": 1, "Description": "Seats", "Amount": 150.0, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail":
                  {"ItemRef": {"value": "3", "name": "Platform"}, "UnitPrice": 50, "Qty": 3, "TaxCodeRef": {"value": "TAX"}, "ServiceDate": "2026-03-01",
                   "ItemAccountRef": {"value": "79", "name": "Services"}}},
                {"Id": "2", "LineNum": 2, "Description": "As agreed on the phone", "DetailType": "DescriptionOnly", "DescriptionLineDetail": {}},
                {"Id": "3", "LineNum": 3, "Description": "Starter kit", "Amount": 60.0, "DetailType": "GroupLineDetail", "GroupLineDetail": {"GroupItemRef":
                  {"value": "9", "name": "Kit"}, "Quantity": 1, "Line": [
                  {"Id": "4", "Amount": 20.0, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "10"}, "Qty": 1, "UnitPrice": 20}},
                  {"Id": "5", "Amount": 40.0, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "11"}, "Qty": 2, "UnitPrice": 20}}]}},
                {"Amount": 210.0, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}},
                {"Id": "6", "Amount": 10.0, "DetailType": "DiscountLineDetail", "DiscountLineDetail": {"PercentBased": false, "DiscountAccountRef": {"value": "86"}}},
                {"Id": "7", "Amount": 0, "DetailType": "LoyaltyLineDetail", "LoyaltyLineDetail": {"Points": 4}}
              ],
              "domain": "QBO", "sparse": false, "Id": "130", "SyncToken": "2",
              "MetaData": {"CreateTime": "2026-03-19T13:15:36-07:00", "LastUpdatedTime": "2026-03-21T09:00:00.123-0700"}
            }
            """,
            Settings);
        Assert.Equal(record.NetTotal, record.Lines.Sum(line => line.NetTotal ?? 0m));
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void CreditMemo()
    {
        var record = QuickBooksEntities.CreditMemo.Map(
            """
            {
              "RemainingCredit": 25.0, "Balance": 25.0, "TxnDate": "2026-03-22", "DocNumber": "CM-1", "TotalAmt": 108.0, "EmailStatus": "NotSet",
              "CustomerRef": {"value": "58"}, "CurrencyRef": {"value": "XQX", "name": "Unheard-of"}, "CustomerMemo": {"value": ""},
              "TxnTaxDetail": {"TotalTax": 8.0},
              "Line": [{"Id": "1", "Description": "Goodwill", "Amount": 100.0, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "3"}}},
                {"Amount": 100.0, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}}],
              "Id": "141", "SyncToken": "0", "MetaData": {"LastUpdatedTime": "2026-03-22T10:00:00-07:00"}
            }
            """);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void Payment()
    {
        var record = QuickBooksEntities.Payment.Map(
            """
            {
              "CustomerRef": {"value": "58"}, "DepositToAccountRef": {"value": "4"}, "PaymentMethodRef": {"value": "16", "name": "Wire"}, "PaymentRefNum": "W-1",
              "TotalAmt": 130.0, "UnappliedAmt": 9.5, "ProcessPayment": false, "TxnDate": "2026-03-25", "CurrencyRef": {"value": "EUR"}, "ExchangeRate": 1.08, "PrivateNote": "Paid late",
              "Line": [
                {"Amount": 95.5, "LinkedTxn": [{"TxnId": "130", "TxnType": "Invoice"}], "LineEx": {"any": [{"name": "x", "value": {"Name": "txnOpenBalance"}}]}},
                {"Amount": 25.0, "LinkedTxn": [{"TxnId": "141", "TxnType": "CreditMemo"}]}, {"Amount": 50.0, "LinkedTxn": [{"TxnId": "9", "TxnType": "JournalEntry"}]}],
              "Id": "120", "SyncToken": "1", "MetaData": {"LastUpdatedTime": "2026-03-25T10:00:00-07:00"}
            }
            """);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void Product()
    {
        var record = QuickBooksEntities.Item.Map(
            """
            {
              "Name": "Platform", "FullyQualifiedName": "Software:Platform", "Sku": "SKU-1", "Description": "Seats of the platform", "Active": true, "Taxable": false,
              "UnitPrice": 50.25, "Type": "Service", "IncomeAccountRef": {"value": "79", "name": "Services"}, "SalesTaxCodeRef": {"value": "4"}, "TrackQtyOnHand": false,
              "Id": "3", "SyncToken": "1", "MetaData": {"LastUpdatedTime": "2026-01-02T10:00:00-08:00"}
            }
            """);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void LedgerAccount()
    {
        var record = QuickBooksEntities.Account.Map(
            """
            {
              "Name": "Services", "FullyQualifiedName": "Income:Services", "AcctNum": "4010", "AccountType": "Income", "AccountSubType": "ServiceFeeIncome",
              "Classification": "Revenue", "Active": false, "CurrencyRef": {"value": "USD"}, "CurrentBalance": 0, "Id": "79", "SyncToken": "0",
              "MetaData": {"LastUpdatedTime": "2026-01-02T10:00:00-08:00"}
            }
            """);
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void TaxRate()
    {
        var code = WireReader.Parse(
            """
            {
              "Name": "CA + county", "Description": "California and county", "Active": true, "Taxable": true, "TaxGroup": true, "SalesTaxRateList": {"TaxRateDetail":
                [{"TaxRateRef": {"value": "3"}, "TaxOrder": 0}, {"TaxRateRef": {"value": "4"}, "TaxOrder": 0}]},
              "Id": "2", "SyncToken": "0", "MetaData": {"LastUpdatedTime": "2026-01-02T10:00:00-08:00"}
            }
            """u8,
                QuickBooksTaxCode.Shape
            )!
            .Value;
        var record = QuickBooksListMapper.ToTaxRate(
            code,
            default,
            Wire.Scope(),
            new Dictionary<string, decimal> { ["3"] = 7.25m, ["4"] = 0.75m }
        );
        Match(record, record.Source!, source => record with { Source = source });
    }

    [Fact]
    public void A_tax_code_one_of_whose_rates_is_not_known_has_no_percentage()
    {
        var code = new QuickBooksTaxCode
        {
            Id = "2",
            SalesTaxRateList = new()
            {
                TaxRateDetail = [new() { TaxRateRef = new() { Value = "3" } }, new() { TaxRateRef = new() { Value = "9" } }],
            },
        };
        Assert.Null(
            QuickBooksListMapper
                .ToTaxRate(code, default, Wire.Scope(), new Dictionary<string, decimal> { ["3"] = 7.25m })
                .Percentage
        );
    }

    private static void Match<TRecord>(
        TRecord record,
        RecordSource source,
        Func<RecordSource, TRecord> with,
        [System.Runtime.CompilerServices.CallerMemberName] string member = ""
    )
        where TRecord : class, IRecord => Snapshot.Match(Wire.Json(record, source, with), member: member);
}
