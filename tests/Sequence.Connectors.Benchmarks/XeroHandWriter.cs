using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// The least work that writing to Xero can be: the same bytes, by a writer that knows exactly these invoices, into a buffer that is
/// used again.
/// </summary>
internal sealed class XeroHandWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly Utf8JsonWriter _json;

    public XeroHandWriter() => _json = new(_buffer);

    public ReadOnlyMemory<byte> Batch(IReadOnlyList<WriteIntent<Invoice>> intents)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteStartArray("Invoices"u8);
        foreach (var intent in intents)
        {
            Invoice(intent);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenMemory;
    }

    public void Dispose() => _json.Dispose();

    private void Invoice(WriteIntent<Invoice> intent)
    {
        var invoice = intent.Record;
        _json.WriteStartObject();
        _json.WriteString("Type"u8, "ACCREC"u8);
        _json.WriteString("Status"u8, "AUTHORISED"u8);
        _json.WriteStartObject("Contact"u8);
        _json.WriteString("ContactID"u8, intent.References.Find<Customer>(invoice.CustomerId));
        _json.WriteEndObject();
        _json.WriteString("InvoiceNumber"u8, invoice.Number);
        Date("Date"u8, invoice.IssueDate!.Value);
        _json.WriteString("CurrencyCode"u8, invoice.Currency!.Value);
        _json.WriteString("LineAmountTypes"u8, "Exclusive"u8);
        _json.WriteStartArray("LineItems"u8);
        foreach (var line in invoice.Lines)
        {
            _json.WriteStartObject();
            _json.WriteString("Description"u8, line.Description);
            _json.WriteNumber("Quantity"u8, line.Quantity!.Value);
            _json.WriteNumber("UnitAmount"u8, line.UnitPrice!.Value);
            _json.WriteNumber("LineAmount"u8, line.NetTotal!.Value);
            _json.WriteString("AccountCode"u8, "200"u8);
            _json.WriteNumber("TaxAmount"u8, line.TaxTotal!.Value);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        Date("DueDate"u8, invoice.DueDate!.Value);
        _json.WriteEndObject();
    }

    private void Date(ReadOnlySpan<byte> member, LocalDate date)
    {
        Span<byte> text = stackalloc byte[10];
        date.ToDateOnly().TryFormat(text, out var written, "O", CultureInfo.InvariantCulture);
        _json.WriteString(member, text[..written]);
    }
}
