using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// The least work that writing can be: the same bytes, by a writer that knows exactly these invoices, into a buffer that is used
/// again.
/// </summary>
internal sealed class HandWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly Utf8JsonWriter _json;

    public HandWriter() => _json = new(_buffer);

    public ReadOnlyMemory<byte> Batch(IReadOnlyList<WriteIntent<Invoice>> intents)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteStartArray("BatchItemRequest"u8);
        for (var i = 0; i < intents.Count; i++)
        {
            _json.WriteStartObject();
            _json.WriteString("bId"u8, (i + 1).ToString(CultureInfo.InvariantCulture));
            _json.WriteString("operation"u8, "create"u8);
            _json.WriteStartObject("Invoice"u8);
            Invoice(intents[i]);
            _json.WriteEndObject();
            _json.WriteEndObject();
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
        Reference("CustomerRef"u8, intent.References.Find<Customer>(invoice.CustomerId)!);
        _json.WriteString("DocNumber"u8, invoice.Number);
        Date("TxnDate"u8, invoice.IssueDate!.Value);
        Wrapped("CustomerMemo"u8, "value"u8, invoice.Memo);
        _json.WriteStartArray("Line"u8);
        foreach (var line in invoice.Lines)
        {
            Line(line);
        }

        _json.WriteEndArray();
        _json.WriteString("PrivateNote"u8, $"Sequence invoice {invoice.Number} [{intent.Key}]");
        Date("DueDate"u8, invoice.DueDate!.Value);
        Wrapped("BillEmail"u8, "Address"u8, invoice.BillingEmail);
    }

    private void Line(InvoiceLine line)
    {
        _json.WriteStartObject();
        _json.WriteString("Description"u8, line.Description);
        _json.WriteNumber("Amount"u8, line.NetTotal!.Value);
        _json.WriteString("DetailType"u8, "SalesItemLineDetail"u8);
        _json.WriteStartObject("SalesItemLineDetail"u8);
        Reference("ItemRef"u8, "7");
        _json.WriteNumber("Qty"u8, line.Quantity!.Value);
        _json.WriteNumber("UnitPrice"u8, line.UnitPrice!.Value);
        Reference("TaxCodeRef"u8, "TAX");
        Date("ServiceDate"u8, line.ServiceStart!.Value);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Reference(ReadOnlySpan<byte> member, string id) => Wrapped(member, "value"u8, id);

    private void Wrapped(ReadOnlySpan<byte> member, ReadOnlySpan<byte> inner, string? value)
    {
        _json.WriteStartObject(member);
        _json.WriteString(inner, value);
        _json.WriteEndObject();
    }

    private void Date(ReadOnlySpan<byte> member, LocalDate date)
    {
        Span<byte> text = stackalloc byte[10];
        date.ToDateOnly().TryFormat(text, out var written, "O", CultureInfo.InvariantCulture);
        _json.WriteString(member, text[..written]);
    }
}
