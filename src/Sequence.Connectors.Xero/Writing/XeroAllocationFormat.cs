using System.Buffers;
using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>What an allocation is in Xero: its path, its body, and what keeps one from being sent.</summary>
internal static class XeroAllocationFormat
{
    /// <summary>The allocations that an intent may have made: for its invoice, of its amount, on its day.</summary>
    public static List<XeroAllocation> Matching(XeroAllocation[] allocations, WriteIntent<CreditApplication> intent) =>
        [
            .. allocations.Where(one =>
                Is(one.Invoice?.InvoiceID, intent.References.Find<Invoice>(intent.Record.InvoiceId))
                && one.Amount == intent.Record.Amount
                && XeroValues.Date(one.Date) == intent.Record.Date
            ),
        ];

    public static string IdOf(WriteIntent<CreditApplication> intent, string allocation) =>
        $"{intent.References.Find<CreditMemo>(intent.Record.CreditMemoId)}/{allocation}";

    public static List<Problem> ProblemsOf(WriteIntent<CreditApplication> intent)
    {
        var problems = new List<Problem>();
        if (intent.Verb == WriteVerb.Unapply)
        {
            if (intent.Target!.ExternalId.Split('/').Length != 2)
            {
                problems.Add(
                    Problem(
                        "target.gone",
                        "",
                        $"'{intent.Target.ExternalId}' is not the id of an allocation.",
                        "Give the id that the outcome of the application told."
                    )
                );
            }

            return problems;
        }

        Check(
            nameof(CreditApplication.CreditMemoId),
            "credit memo",
            intent.Record.CreditMemoId,
            intent.References.Find<CreditMemo>(intent.Record.CreditMemoId)
        );
        Check(
            nameof(CreditApplication.InvoiceId),
            "invoice",
            intent.Record.InvoiceId,
            intent.References.Find<Invoice>(intent.Record.InvoiceId)
        );
        if (intent.Record.Date is null)
        {
            problems.Add(
                Problem(
                    "application.date.missing",
                    nameof(CreditApplication.Date),
                    "The application has no date.",
                    "Give the day of the application."
                )
            );
        }

        return problems;

        void Check(string path, string noun, string? local, string? linked)
        {
            if (linked is null)
            {
                problems.Add(
                    Problem(
                        "reference.unlinked",
                        path,
                        $"The {noun} '{local}' is not linked to Xero.",
                        $"Link or create the {noun} first."
                    )
                );
            }
        }
    }

    /// <summary>What Xero's reasons mean for an allocation: what it does not find is the invoice.</summary>
    public static ValueList<Problem> Refusals(IReadOnlyList<string> reasons, XeroLinks links) =>
        XeroRefusals.Of(reasons, links)
            .Select(problem => problem.Code == XeroRefusals.TargetGone
                ? problem with { Code = XeroRefusals.ReferenceGone, Path = nameof(CreditApplication.InvoiceId), Fix = "Link the invoice again." }
                : problem)
            .ToValueList();

    public static Problem CreditNoteGone { get; } = Problem(
        "reference.gone",
        nameof(CreditApplication.CreditMemoId),
        "The credit note is not in Xero any more.",
        "Link it again, or create it anew."
    );

    private static Problem Problem(string code, string path, string message, string fix) =>
        new()
        {
            Code = code,
            Path = path,
            Message = message,
            Fix = fix,
        };

    public static ReadOnlyMemory<byte> BodyOf(WriteIntent<CreditApplication> intent)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("Allocations");
        json.WriteStartObject();
        json.WriteStartObject("Invoice");
        json.WriteString("InvoiceID", intent.References.Find<Invoice>(intent.Record.InvoiceId));
        json.WriteEndObject();
        json.WriteNumber("Amount", intent.Record.Amount ?? 0m);
        json.WriteString("Date", XeroValues.Text(intent.Record.Date!.Value));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static string PathOf(WriteIntent<CreditApplication> intent) => intent.Verb == WriteVerb.Apply
        ? $"CreditNotes/{CreditNoteOf(intent)}/Allocations"
        : $"CreditNotes/{CreditNoteOf(intent)}/Allocations/{Uri.EscapeDataString(AllocationOf(intent))}";

    public static string CreditNoteOf(WriteIntent<CreditApplication> intent) => Uri.EscapeDataString(intent.Verb == WriteVerb.Apply
        ? intent.References.Find<CreditMemo>(intent.Record.CreditMemoId)!
        : intent.Target!.ExternalId.Split('/')[0]);

    public static string AllocationOf(WriteIntent<CreditApplication> intent) => intent.Target!.ExternalId.Split('/')[1];

    public static bool Is(string? left, string? right) =>
        left is not null && string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
