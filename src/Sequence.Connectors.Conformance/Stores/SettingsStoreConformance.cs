namespace Sequence.Connectors.Conformance;

/// <summary>What a store of versions of settings promises. Derive it once for each store.</summary>
public abstract class SettingsStoreConformance : StoreSuite<ISettingsStore>
{
    /// <summary>Versions are found by their connection, the newest first, in every detail.</summary>
    [Fact]
    public async Task Lists_a_connections_versions_the_newest_first()
    {
        var first = (await Store.TryAddAsync(NewVersion(1), Cancellation))!;
        var draft = NewVersion(2) with { State = SettingsVersionState.Draft, ActivatedAt = null };
        var second = (await Store.TryAddAsync(draft, Cancellation))!;
        await Store.TryAddAsync(NewVersion(1) with { ConnectionId = "another" }, Cancellation);

        Assert.Equal([second, first], await Store.ListAsync("connection-1", Cancellation));
    }

    /// <summary>Of several who add a version of one number, one does.</summary>
    [Fact]
    public async Task Of_many_that_take_one_number_one_gets_it() =>
        Assert.Single(
            await RaceAsync(writer => Store.TryAddAsync(NewVersion(1) with { By = $"writer {writer}" }, Cancellation)),
            added => added is not null
        );

    /// <summary>Of changes of one version at once, one is stored.</summary>
    [Fact]
    public async Task Of_many_changes_of_one_version_one_is_stored()
    {
        var stored = (await Store.TryAddAsync(NewVersion(1), Cancellation))!;

        var results = await RaceAsync(writer =>
            Store.TryReplaceAsync(stored with { State = SettingsVersionState.Retired, By = $"writer {writer}" }, Cancellation)
        );

        var kept = Assert.Single(results, one => one is not null)!;
        Assert.Equal([kept], await Store.ListAsync("connection-1", Cancellation));
    }

    private static SettingsVersion NewVersion(long number) => new()
    {
        ConnectionId = "connection-1",
        Number = number,
        State = SettingsVersionState.Active,
        Settings = ConnectionSettings.Empty.With("items.default", "7") with
        {
            FieldMaps = [new() { RecordType = RecordType.Of<Invoice>(), Field = "po", SystemField = "1" }],
        },
        BasedOn = 3,
        By = "ada",
        CreatedAt = Instant.FromUtc(2026, 3, 1, 10, 0),
        ActivatedAt = Instant.FromUtc(2026, 3, 1, 11, 0),
    };
}
