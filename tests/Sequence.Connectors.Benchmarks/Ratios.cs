namespace Sequence.Connectors.Benchmarks;

/// <summary>All comparisons but the one over HTTP, in one run.</summary>
internal static class Ratios
{
    private const int Rounds = 400;

    public static void Run(TextWriter output)
    {
        var customers = new ReadingCustomers();
        new Comparison(
            "Reading customers", ReadingCustomers.Records,
            new("Utf8JsonReader, nothing looked at", () => customers.BareReader()),
            new("JsonDocument", () => customers.JsonDocument()),
            new("ours, to Customer with payload", customers.ToRecords)).Run(output, Rounds);

        var invoices = new ReadingInvoices();
        new Comparison(
            "Reading invoices of 5 lines", ReadingInvoices.Records,
            new("Utf8JsonReader, nothing looked at", () => invoices.BareReader()),
            new("JsonDocument", () => invoices.JsonDocument()),
            new("ours, to Invoice with payload", invoices.ToRecords)).Run(output, Rounds);

        var xero = new ReadingXeroInvoices();
        new Comparison(
            "Reading Xero's invoices of 5 lines", ReadingXeroInvoices.Records,
            new("Utf8JsonReader, nothing looked at", () => xero.BareReader()),
            new("JsonDocument", () => xero.JsonDocument()),
            new("ours, to Invoice with payload", xero.ToRecords)).Run(output, Rounds);

        using var writing = new WritingInvoices();
        foreach (var count in (int[])[1, 30])
        {
            writing.Records = count;
            writing.Prepare();
            new Comparison(
                "Writing invoices of 5 lines", count,
                new("written by hand", () => writing.HandWritten()),
                new("written by hand, fingerprinted", () => writing.HandWrittenWithFingerprint()),
                new("ours, to a keyed batch", writing.ToBatch)).Run(output, Rounds);
        }

        using var toXero = new WritingXeroInvoices();
        foreach (var count in (int[])[1, 50])
        {
            toXero.Records = count;
            toXero.Prepare();
            new Comparison(
                "Writing invoices of 5 lines to Xero", count,
                new("written by hand", () => toXero.HandWritten()),
                new("written by hand, fingerprinted", () => toXero.HandWrittenWithFingerprint()),
                new("ours, to a keyed batch", toXero.ToBatch)).Run(output, Rounds);
        }
    }
}
