using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A world whose host imports customers and gives its records.</summary>
internal sealed class ImportWorld : IAsyncDisposable
{
    private ImportWorld(SyncWorld sync, BillingBooks books) => (Sync, Books) = (sync, books);

    public SyncWorld Sync { get; }

    public BillingBooks Books { get; }

    public SyncImport Import => Sync.Engine.Import;

    public SyncLinks Links => Sync.Engine.Links;

    public string ConnectionId => Sync.Connection.Id;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ImportWorld> StartAsync(Action<SyncBuilder>? configure = null)
    {
        var books = new BillingBooks();
        var sync = await SyncWorld.StartAsync(builder =>
        {
            builder.Services.AddSingleton(books);
            builder.Import<BillingHost>().Source<Customer, BillingHost>().Source<Invoice, BillingHost>().Source<CreditMemo, BillingHost>();
            configure?.Invoke(builder);
        });
        return new(sync, books);
    }

    /// <summary>The system's id of the customer with that name.</summary>
    public string IdOf(string name) =>
        Sync.Company.Documents("Customer").First(one => (string?)one["DisplayName"] == name)["Id"]!.GetValue<string>();

    public async Task<Candidate> CandidateAsync(string name) =>
        Assert.Single(await Import.ListAsync(ConnectionId, max: 10_000, cancellationToken: Token), one => one.Name == name);

    public async Task<IReadOnlyList<ImportOutcome>> CommitAsync(params string[]? names) =>
        await Import.CommitAsync(ConnectionId, names is { Length: > 0 } ? [.. names.Select(IdOf)] : null, Token).ToListAsync(Token);

    /// <summary>Adds a customer to the host, as one that was made there.</summary>
    public Customer AddToHost(string id, string? email = null) => Books.Add(HostRecords.Customer(id) with
    {
        Contacts = email is null ? [] : [new Contact { Email = email, BillingPreference = BillingPreference.Primary }],
    });

    /// <summary>What a person in the company fills in.</summary>
    public static JsonObject Mended(string email = "office@mended.example") =>
        new()
        {
            ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = email },
            ["BillAddr"] = new JsonObject
            {
                ["Line1"] = "1 Mended Lane",
                ["City"] = "Bayshore",
                ["CountrySubDivisionCode"] = "CA",
                ["PostalCode"] = "94326",
                ["Country"] = "USA",
            },
        };

    public async ValueTask DisposeAsync() => await Sync.DisposeAsync();
}
