namespace Sequence.Connectors.Xero.Tests;

/// <summary>Gives this process another local time zone until it is disposed of; nothing may run beside it.</summary>
[CollectionDefinition(nameof(ZoneOfMachine), DisableParallelization = true)]
public sealed class ZoneOfMachine : IDisposable
{
    private const string Variable = "TZ";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public ZoneOfMachine(string zone)
    {
        Set(zone);
        Assert.Equal(TimeZoneInfo.FindSystemTimeZoneById(zone).BaseUtcOffset, TimeZoneInfo.Local.BaseUtcOffset);
    }

    public void Dispose() => Set(_before);

    private static void Set(string? zone)
    {
        Environment.SetEnvironmentVariable(Variable, zone);
        TimeZoneInfo.ClearCachedData();
    }
}
