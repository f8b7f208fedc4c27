using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sequence.Connectors.Benchmarks;

/// <summary>Answers to queries in QuickBooks' shape: every member that it sends, in its order, whether we read it or not.</summary>
internal static class VendorPage
{
    private static readonly DateTimeOffset FirstChange = new(2026, 5, 5, 2, 8, 54, TimeSpan.FromHours(-7));

    /// <summary>A page of customers, of which four in ten have a website and a second address that equals the first.</summary>
    public static byte[] Customers(int first, int count) => Answer("Customer", first, count, Customer);

    /// <summary>A page of invoices with a number of lines each, and the subtotal that QuickBooks adds.</summary>
    public static byte[] Invoices(int first, int count, int lines) =>
        Answer("Invoice", first, count, (json, words, id) => Invoice(json, words, id, lines));

    /// <summary>The answer when there is nothing more.</summary>
    public static byte[] Empty() => """{"QueryResponse":{},"time":"2026-05-05T02:08:54.543-07:00"}"""u8.ToArray();

    private static byte[] Answer(string entity, int first, int count, Action<Utf8JsonWriter, Words, int> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var words = new Words(first);
        json.WriteStartObject();
        json.WriteStartObject("QueryResponse");
        json.WriteStartArray(entity);
        for (var id = first; id < first + count; id++)
        {
            json.WriteStartObject();
            write(json, words, id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("startPosition", 1);
        json.WriteNumber("maxResults", count);
        json.WriteEndObject();
        json.WriteString("time", "2026-05-05T02:08:54.543-07:00");
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Customer(Utf8JsonWriter json, Words words, int id)
    {
        var (given, family) = (words.GivenName(), words.FamilyName());
        var name = $"{given} {family} {words.Trade()} {id}";
        var hasMore = words.Chance(40);
        var (street, place, country) = (words.Street(), words.Place(), words.Country());
        json.WriteBoolean("Taxable", words.Chance(80));
        Address(json, "BillAddr", id, street, place, country);
        if (hasMore)
        {
            Address(json, "ShipAddr", id + 1, street, place, country);
        }

        json.WriteBoolean("Job", false);
        json.WriteBoolean("BillWithParent", false);
        json.WriteNumber("Balance", words.Amount(900));
        json.WriteNumber("BalanceWithJobs", words.Amount(900));
        Reference(json, "CurrencyRef", "USD", "United States Dollar");
        json.WriteString("PreferredDeliveryMethod", "Print");
        json.WriteBoolean("IsProject", false);
        json.WriteString("ClientEntityId", "0");
        Header(json, words, id);
        json.WriteString("GivenName", given);
        json.WriteString("FamilyName", family);
        json.WriteString("FullyQualifiedName", name);
        json.WriteString("CompanyName", name);
        json.WriteString("DisplayName", name);
        json.WriteString("PrintOnCheckName", name);
        json.WriteBoolean("Active", words.Chance(95));
        json.WriteString("V4IDPseudonym", $"00209885c1b0e4cdc14c7aab39fdc9ab{id:x6}");
        Wrapped(json, "PrimaryPhone", "FreeFormNumber", words.Phone());
        Wrapped(json, "PrimaryEmailAddr", "Address", $"{family}.{id}@customers.example");
        if (hasMore)
        {
            Wrapped(json, "WebAddr", "URI", $"https://customer{id}.example");
        }

        Reference(json, "DefaultTaxCodeRef", words.Chance(90) ? "2" : "3", name: null);
    }

    private static void Invoice(Utf8JsonWriter json, Words words, int id, int lines)
    {
        json.WriteNumber("Deposit", 0);
        json.WriteBoolean("AllowIPNPayment", false);
        json.WriteBoolean("AllowOnlinePayment", false);
        json.WriteBoolean("AllowOnlineCreditCardPayment", false);
        json.WriteBoolean("AllowOnlineACHPayment", false);
        Header(json, words, id);
        json.WriteStartArray("CustomField");
        json.WriteStartObject();
        json.WriteString("DefinitionId", "1");
        json.WriteString("Name", "Crew #");
        json.WriteString("Type", "StringType");
        json.WriteString("StringValue", "102");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("DocNumber", $"INV-{id:000000}");
        json.WriteString("TxnDate", "2026-04-02");
        Reference(json, "CurrencyRef", "USD", "United States Dollar");
        json.WriteStartArray("LinkedTxn");
        json.WriteEndArray();
        var total = Lines(json, words, lines);
        json.WriteStartObject("TxnTaxDetail");
        json.WriteNumber("TotalTax", 0);
        json.WriteEndObject();
        Reference(json, "CustomerRef", $"{words.Number(5000)}", $"{words.GivenName()} {words.FamilyName()} {words.Trade()}");
        Wrapped(json, "CustomerMemo", "value", "Thank you for your business and have a great day!");
        Address(json, "BillAddr", id, words.Street(), words.Place(), words.Country());
        Reference(json, "SalesTermRef", "3", "Net 30");
        json.WriteString("DueDate", "2026-05-02");
        json.WriteNumber("TotalAmt", total);
        json.WriteBoolean("ApplyTaxAfterDiscount", false);
        json.WriteString("PrintStatus", "NeedToPrint");
        json.WriteString("EmailStatus", words.Chance(70) ? "EmailSent" : "NotSet");
        Wrapped(json, "BillEmail", "Address", $"{words.FamilyName()}.{id}@customers.example");
        json.WriteNumber("Balance", words.Chance(50) ? total : 0m);
    }

    private static decimal Lines(Utf8JsonWriter json, Words words, int count)
    {
        var total = 0m;
        json.WriteStartArray("Line");
        for (var line = 1; line <= count; line++)
        {
            var (quantity, price) = (words.Number(20), words.Amount(200));
            total += quantity * price;
            json.WriteStartObject();
            json.WriteString("Id", $"{line}");
            json.WriteNumber("LineNum", line);
            json.WriteString("Description", $"{words.Trade()}, seat {words.Number(900)}, monthly");
            json.WriteNumber("Amount", quantity * price);
            json.WriteString("DetailType", "SalesItemLineDetail");
            json.WriteStartObject("SalesItemLineDetail");
            Reference(json, "ItemRef", $"{words.Number(40)}", "Seats");
            json.WriteNumber("UnitPrice", price);
            json.WriteNumber("Qty", quantity);
            Reference(json, "ItemAccountRef", "45", "Sales of Product Income");
            Reference(json, "TaxCodeRef", "NON", name: null);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartObject();
        json.WriteNumber("Amount", total);
        json.WriteString("DetailType", "SubTotalLineDetail");
        json.WriteStartObject("SubTotalLineDetail");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        return total;
    }

    private static void Header(Utf8JsonWriter json, Words words, int id)
    {
        var changed = FirstChange.AddSeconds(id);
        json.WriteString("domain", "QBO");
        json.WriteBoolean("sparse", false);
        json.WriteString("Id", $"{id}");
        json.WriteString("SyncToken", $"{words.Number(9)}");
        json.WriteStartObject("MetaData");
        json.WriteString("CreateTime", $"{changed.AddDays(-30):yyyy-MM-dd'T'HH:mm:sszzz}");
        json.WriteString("LastUpdatedTime", $"{changed:yyyy-MM-dd'T'HH:mm:sszzz}");
        json.WriteEndObject();
    }

    private static void Address(
        Utf8JsonWriter json,
        string member,
        int id,
        string street,
        (string City, string State, string Zip) place,
        string country
    )
    {
        json.WriteStartObject(member);
        json.WriteString("Id", $"{id}");
        json.WriteString("Line1", street);
        json.WriteString("City", place.City);
        json.WriteString("Country", country);
        json.WriteString("CountrySubDivisionCode", place.State);
        json.WriteString("PostalCode", place.Zip);
        json.WriteString("Lat", "37.4307072");
        json.WriteString("Long", "-122.4295234");
        json.WriteEndObject();
    }

    private static void Reference(Utf8JsonWriter json, string member, string value, string? name)
    {
        json.WriteStartObject(member);
        json.WriteString("value", value);
        if (name is not null)
        {
            json.WriteString("name", name);
        }

        json.WriteEndObject();
    }

    private static void Wrapped(Utf8JsonWriter json, string member, string inner, string value)
    {
        json.WriteStartObject(member);
        json.WriteString(inner, value);
        json.WriteEndObject();
    }
}
