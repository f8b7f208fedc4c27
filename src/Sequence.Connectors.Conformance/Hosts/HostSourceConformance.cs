namespace Sequence.Connectors.Conformance;

/// <summary>What a host's source of records promises. Derive it once for each type that the host gives.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public abstract class HostSourceConformance<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>Whose records the tests add.</summary>
    protected virtual RecordOwner Owner { get; } = new("tenant-1");

    /// <summary>Someone else, whose records must not be shown.</summary>
    protected virtual RecordOwner Other { get; } = new("tenant-2");

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The source as a new scope gives it, over what was added.</summary>
    protected abstract ValueTask<IHostSource<TRecord>> OpenSourceAsync();

    /// <summary>Adds one record of a customer to the host, or the customer itself; different ones at each call.</summary>
    /// <returns>The record as the source has to bring it.</returns>
    protected abstract Task<TRecord> AddAsync(RecordOwner owner, string customerId);

    /// <summary>
    /// What waits for a customer is published again from what the source brings: whole, once, and nothing that was not asked for.
    /// </summary>
    [Fact]
    public async Task Finds_records_by_the_hosts_ids()
    {
        var first = await AddAsync(Owner, "C-1");
        await AddAsync(Owner, "C-2");
        var third = await AddAsync(Owner, "C-3");
        var source = await OpenSourceAsync();

        var found = await source.FindAsync(Owner, [third.Id, first.Id, "unknown"], Cancellation).ToListAsync(Cancellation);

        Assert.Equal(
            new[] { first, third }.OrderBy(one => one.Id, StringComparer.Ordinal),
            found.OrderBy(one => one.Id, StringComparer.Ordinal)
        );
    }

    /// <summary>No ids are no records, and not all of them.</summary>
    [Fact]
    public async Task Finds_nothing_when_nothing_is_asked_for()
    {
        await AddAsync(Owner, "C-1");
        var source = await OpenSourceAsync();

        Assert.Empty(await source.FindAsync(Owner, [], Cancellation).ToListAsync(Cancellation));
    }

    /// <summary>A tenant's records never reach another tenant's ledger.</summary>
    [Fact]
    public async Task Finds_no_other_owners_record()
    {
        var record = await AddAsync(Owner, "C-1");
        var source = await OpenSourceAsync();

        Assert.Empty(await source.FindAsync(Other, [record.Id], Cancellation).ToListAsync(Cancellation));
    }

    /// <summary>A new link fills in the history of the customer that was linked, and no other's.</summary>
    [Fact]
    public async Task Reads_all_of_a_customer_and_of_no_other()
    {
        var record = await AddAsync(Owner, "C-1");
        await AddAsync(Owner, "C-2");
        var source = await OpenSourceAsync();

        Assert.Equal([record], await source.ReadOfCustomerAsync(Owner, "C-1", Cancellation).ToListAsync(Cancellation));
        Assert.Empty(await source.ReadOfCustomerAsync(Owner, "unknown", Cancellation).ToListAsync(Cancellation));
    }

    /// <summary>Two tenants may number their customers alike.</summary>
    [Fact]
    public async Task Reads_no_other_owners_customer()
    {
        await AddAsync(Owner, "C-1");
        var source = await OpenSourceAsync();

        Assert.Empty(await source.ReadOfCustomerAsync(Other, "C-1", Cancellation).ToListAsync(Cancellation));
    }

    /// <summary>A record of the host bears the host's id, and does not look like one that was read from a system.</summary>
    [Fact]
    public async Task Brings_records_of_the_host()
    {
        await AddAsync(Owner, "C-1");
        var source = await OpenSourceAsync();

        var record = Assert.Single(await source.ReadOfCustomerAsync(Owner, "C-1", Cancellation).ToListAsync(Cancellation));

        Assert.NotEmpty(record.Id);
        Assert.Null(record.Source);
    }
}
