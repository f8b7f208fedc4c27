using System.Buffers;
using System.Text.Json;

namespace Sequence.Connectors.Benchmarks;

/// <summary>Answers in Xero's shape: every member that it sends of an invoice, whether we read it or not.</summary>
internal static class XeroPages
{
    private const string Changed = "/Date(1777968534543+0000)/";

    /// <summary>A page of invoices with a number of lines each.</summary>
    public static byte[] Invoices(int count, int lines)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        var words = new Words(seed: 11);
        json.WriteStartObject();
        json.WriteString("Id", Id(0));
        json.WriteString("Status", "OK");
        json.WriteString("ProviderName", "Sequence");
        json.WriteString("DateTimeUTC", Changed);
        json.WriteStartObject("pagination");
        json.WriteNumber("page", 1);
        json.WriteNumber("pageSize", count);
        json.WriteNumber("pageCount", 1);
        json.WriteNumber("itemCount", count);
        json.WriteEndObject();
        json.WriteStartArray("Invoices");
        for (var id = 1; id <= count; id++)
        {
            Invoice(json, words, id, lines);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Invoice(Utf8JsonWriter json, Words words, int id, int lines)
    {
        var total = words.Amount(2000);
        json.WriteStartObject();
        json.WriteString("Type", "ACCREC");
        json.WriteString("InvoiceID", Id(id));
        json.WriteString("InvoiceNumber", $"INV-{id:000000}");
        json.WriteString("Reference", "");
        json.WriteStartArray("Payments");
        json.WriteEndArray();
        json.WriteStartArray("CreditNotes");
        json.WriteEndArray();
        json.WriteNumber("AmountDue", total);
        json.WriteNumber("AmountPaid", 0m);
        json.WriteNumber("AmountCredited", 0m);
        json.WriteNumber("CurrencyRate", 1m);
        json.WriteBoolean("HasErrors", false);
        Contact(json, words, id);
        json.WriteString("DateString", "2026-05-04T00:00:00");
        json.WriteString("Date", "/Date(1777852800000+0000)/");
        json.WriteString("DueDateString", "2026-06-03T00:00:00");
        json.WriteString("DueDate", "/Date(1780444800000+0000)/");
        json.WriteString("BrandingThemeID", Id(7));
        json.WriteString("Status", "AUTHORISED");
        json.WriteString("LineAmountTypes", "Exclusive");
        json.WriteStartArray("LineItems");
        for (var line = 1; line <= lines; line++)
        {
            Line(json, words, (id * 100) + line);
        }

        json.WriteEndArray();
        json.WriteNumber("SubTotal", total);
        json.WriteNumber("TotalTax", 0m);
        json.WriteNumber("Total", total);
        json.WriteString("UpdatedDateUTC", Changed);
        json.WriteString("CurrencyCode", "USD");
        json.WriteBoolean("SentToContact", words.Chance(50));
        json.WriteEndObject();
    }

    private static void Contact(Utf8JsonWriter json, Words words, int id)
    {
        json.WriteStartObject("Contact");
        json.WriteString("ContactID", Id(1_000_000 + (id % 50)));
        json.WriteString("Name", $"{words.FamilyName()} {words.Trade()}");
        foreach (var list in (string[])["Addresses", "Phones", "ContactGroups", "ContactPersons"])
        {
            json.WriteStartArray(list);
            json.WriteEndArray();
        }

        json.WriteBoolean("HasValidationErrors", false);
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, Words words, int id)
    {
        var (quantity, price) = (words.Number(20), words.Amount(200));
        json.WriteStartObject();
        json.WriteString("Description", $"{words.Trade()}, seat {words.Number(900)}, monthly");
        json.WriteNumber("UnitAmount", price);
        json.WriteString("TaxType", "OUTPUT");
        json.WriteNumber("TaxAmount", 0m);
        json.WriteNumber("LineAmount", quantity * price);
        json.WriteString("AccountCode", "200");
        json.WriteStartArray("Tracking");
        json.WriteEndArray();
        json.WriteNumber("Quantity", (decimal)quantity);
        json.WriteString("LineItemID", Id(2_000_000 + id));
        json.WriteString("AccountID", Id(200));
        json.WriteStartArray("ValidationErrors");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Id(int number) => $"243216c5-369e-4056-ac67-{number:000000000000}";
}
