namespace Sequence.Connectors.EntityFrameworkCore.Tests;

/// <summary>Every suite of a store, on a host's own context with a retrying strategy.</summary>
public static class HostContextStoreTests
{
    public sealed class Journal : JournalConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<ISyncStore> OpenStoreAsync() => (await _database.OpenAsync()).GetRequiredService<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class DueWork : DueWorkConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<ISyncStore> OpenStoreAsync() => (await _database.OpenAsync()).GetRequiredService<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Links : LinkConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<ISyncStore> OpenStoreAsync() => (await _database.OpenAsync()).GetRequiredService<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Inbox : InboxConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<ISyncStore> OpenStoreAsync() => (await _database.OpenAsync()).GetRequiredService<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Leases : LeaseConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<ISyncStore> OpenStoreAsync() => (await _database.OpenAsync()).GetRequiredService<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Candidates : CandidateConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<ISyncStore> OpenStoreAsync() => (await _database.OpenAsync()).GetRequiredService<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Connections : ConnectionStoreConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<IConnectionStore> OpenStoreAsync() =>
            (await _database.OpenAsync()).GetRequiredService<IConnectionStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Grants : GrantStoreConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<IGrantStore> OpenStoreAsync() => (await _database.OpenAsync()).GetRequiredService<IGrantStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class PendingAuthorizations : PendingAuthorizationStoreConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<IPendingAuthorizationStore> OpenStoreAsync() =>
            (await _database.OpenAsync()).GetRequiredService<IPendingAuthorizationStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class ApiKeys : ApiKeyStoreConformance
    {
        private readonly HostDatabase _database = new();

        protected override async ValueTask<IApiKeyStore> OpenStoreAsync() =>
            (await _database.OpenAsync()).GetRequiredService<IApiKeyStore>();

        public override async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
