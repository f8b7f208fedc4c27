namespace Quickstart;

/// <summary>What the person at the keyboard asked for.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        Usage: dotnet run --project samples/Quickstart -- [options]

          --records FILE   invoices and credit memos to send (default: the records.json that lies beside the sample)
          --state DIR      where this program remembers what it did (default: .quickstart)
          --fresh          forget what earlier runs did
          --live           an Intuit sandbox company instead of the simulator; needs
                           QuickBooks:Apps:sandbox:ClientId and :ClientSecret in quickstart.json
                           or in the environment (QuickBooks__Apps__sandbox__ClientId, …)
          --help           this text
        """;

    public string Records { get; init; } = Path.Combine(AppContext.BaseDirectory, "records.json");

    public string State { get; init; } = ".quickstart";

    public bool Fresh { get; init; }

    public bool Live { get; init; }

    public bool Help { get; init; }

    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            parsed = args[i] switch
            {
                "--records" => parsed with { Records = Value(args, ref i) },
                "--state" => parsed with { State = Value(args, ref i) },
                "--fresh" => parsed with { Fresh = true },
                "--live" => parsed with { Live = true },
                "--help" or "-h" => parsed with { Help = true },
                var other => throw new UsageException($"'{other}' is not an option of this program.\n\n{Usage}"),
            };
        }

        return parsed;
    }

    private static string Value(string[] args, ref int i) => i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal)
        ? args[++i]
        : throw new UsageException($"'{args[i]}' needs a value behind it.\n\n{Usage}");
}
