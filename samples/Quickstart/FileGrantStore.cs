using System.Text.Json;

namespace Quickstart;

/// <summary>Keeps each grant in a file of its own, encrypted as a whole. A host keeps them in a table, tokens encrypted.</summary>
internal sealed class FileGrantStore(StateFolder folder, ISecretProtector protector) : IGrantStore
{
    private readonly Lock _gate = new();

    public Task<Grant?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Read(Name(id)));

    public Task<Grant?> FindByOwnerAsync(string connector, string app, string owner, CancellationToken cancellationToken) =>
        Task.FromResult(
            folder
                .Names("grant-*.secret")
                .Select(Read)
                .FirstOrDefault(one => (one?.Connector, one?.App, one?.Owner) == (connector, app, owner))
        );

    public Task<Grant> AddAsync(Grant grant, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Read(Name(grant.Id)) is null
                ? Task.FromResult(Save(grant with { Version = 1 }))
                : throw new InvalidOperationException($"A grant with the id '{grant.Id}' exists.");
        }
    }

    public Task<Grant?> TryReplaceAsync(Grant grant, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var isCurrent = Read(Name(grant.Id))?.Version == grant.Version;
            return Task.FromResult(isCurrent ? Save(grant with { Version = grant.Version + 1 }) : null);
        }
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        folder.Delete(Name(id));
        return Task.CompletedTask;
    }

    private static string Name(string id) => $"grant-{id}.secret";

    private Grant? Read(string name) => folder.ReadBytes(name) is { } bytes
        ? JsonSerializer.Deserialize(protector.Unprotect(bytes, name).Reveal(), Files.Grant)!.ToGrant()
        : null;

    private Grant Save(Grant grant)
    {
        var json = JsonSerializer.Serialize(StoredGrant.From(grant), Files.Grant);
        folder.Write(Name(grant.Id), protector.Protect(new Secret(json), Name(grant.Id)));
        return grant;
    }
}
