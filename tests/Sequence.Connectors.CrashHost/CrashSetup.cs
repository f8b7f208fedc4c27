using System.Globalization;

namespace Sequence.Connectors.CrashHost;

/// <summary>What a run of the host is told on its command line.</summary>
public sealed record CrashSetup
{
    public const string Tenant = "tenant-1";

    /// <summary>The directory with the database, the webhooks that came in, and the log of what the host was told.</summary>
    public required string Directory { get; init; }

    /// <summary>The simulator's own address, with a slash at the end.</summary>
    public required Uri Simulator { get; init; }

    /// <summary>The number of this run: it publishes documents of its own.</summary>
    public int Run { get; init; }

    /// <summary>How many documents it publishes.</summary>
    public int Documents { get; init; }

    /// <summary>Whether it also pays, edits, sends and voids what earlier runs published.</summary>
    public bool Works { get; init; }

    /// <summary>The point at which it dies, such as <c>open.after</c>; <c>any</c> counts all points; empty for a run that lives.</summary>
    public string CrashAt { get; init; } = "";

    /// <summary>The how-manieth passing of the point it is.</summary>
    public int Passing { get; init; } = 1;

    public string Database => Path.Combine(Directory, "host.db");

    public string Told => Path.Combine(Directory, "told.log");

    public string Deliveries => Path.Combine(Directory, "deliveries");

    public string[] ToArguments() =>
        [
            Directory,
            Simulator.AbsoluteUri,
            Run.ToString(CultureInfo.InvariantCulture),
            Documents.ToString(CultureInfo.InvariantCulture),
            CrashAt,
            Passing.ToString(CultureInfo.InvariantCulture),
            Works.ToString(CultureInfo.InvariantCulture),
        ];

    public static CrashSetup From(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new()
        {
            Directory = arguments[0],
            Simulator = new(arguments[1]),
            Run = int.Parse(arguments[2], CultureInfo.InvariantCulture),
            Documents = int.Parse(arguments[3], CultureInfo.InvariantCulture),
            CrashAt = arguments[4],
            Passing = int.Parse(arguments[5], CultureInfo.InvariantCulture),
            Works = bool.Parse(arguments[6]),
        };
    }
}
