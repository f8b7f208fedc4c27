using System.Text.Json;

namespace Quickstart;

/// <summary>
/// What a billing product would have in its database: finalized documents as unified-model JSON, and which customer each of them
/// means. QuickBooks never sees the names on the left of <c>customers</c>; on the right stands the mail address or the display
/// name of a customer there.
/// </summary>
internal sealed record RecordsFile
{
    // Setters that stay open: what a file leaves out keeps its default only then.
    public Dictionary<string, string> Customers { get; set; } = [];

    public Invoice[] Invoices { get; set; } = [];

    public CreditMemo[] CreditMemos { get; set; } = [];

    public static RecordsFile Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException(
                $"There is no file '{path}'. Name one with --records FILE, or leave the option out to use the sample's own records.json."
            );
        }

        var records = Read(path);
        RefuseTwins(path, "invoices", records.Invoices);
        RefuseTwins(path, "creditMemos", records.CreditMemos);
        return records;
    }

    private static RecordsFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), Files.Records)
                ?? throw new UsageException($"{path} holds only 'null'. It needs an object with customers, invoices and creditMemos.");
        }
        catch (JsonException problem)
        {
            throw new UsageException($"{path}{Place(problem)}: {Rule(problem)}\n  Fix: {Fix(problem)}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {problem.Message}");
        }
    }

    // Two records with one id would be one effect with two contents.
    private static void RefuseTwins(string path, string list, IEnumerable<IRecord> records)
    {
        if (records.GroupBy(one => one.Id).FirstOrDefault(group => group.Count() > 1) is { } twins)
        {
            throw new UsageException(
                $"{path}, at $.{list}: {twins.Count()} records have the id '{twins.Key}'.\n  Fix: Give each record an id of its own."
            );
        }
    }

    private static string Place(JsonException problem)
    {
        var line = problem.LineNumber is { } number ? $", line {number + 1}" : "";
        return problem.Path is { Length: > 1 } path ? $"{line}, at {path}" : line;
    }

    // The place stands at the end of the message; it was told already.
    private static string Rule(JsonException problem)
    {
        var message = problem.Message;
        foreach (var tail in (string[])[" Path: ", " LineNumber: "])
        {
            var at = message.IndexOf(tail, StringComparison.Ordinal);
            message = at < 0 ? message : message[..at].TrimEnd(' ', '|');
        }

        return message;
    }

    private static string Fix(JsonException problem) =>
        problem.Message switch
        {
            var text when text.Contains("could not be mapped", StringComparison.Ordinal) =>
                "Correct the member's name, or take it out; names are those of the unified model in camel case.",
            var text when text.Contains("missing required", StringComparison.Ordinal) => "Add the member.",
            var text when text.Contains("could not be converted", StringComparison.Ordinal) =>
                "Write amounts as numbers (38.27), dates as \"2026-11-02\" and kinds as words (\"final\").",
            _ => "Correct the file at this place; samples/Quickstart/records.json shows the form.",
        };
}
