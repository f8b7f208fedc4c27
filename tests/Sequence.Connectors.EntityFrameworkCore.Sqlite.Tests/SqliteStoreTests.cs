namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

/// <summary>Every suite of a store, on a SQLite file of its own.</summary>
public static class SqliteStoreTests
{
    public sealed class Journal : JournalConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<ISyncStore> OpenStoreAsync() => _file.OpenAsync<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class DueWork : DueWorkConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<ISyncStore> OpenStoreAsync() => _file.OpenAsync<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Links : LinkConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<ISyncStore> OpenStoreAsync() => _file.OpenAsync<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Inbox : InboxConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<ISyncStore> OpenStoreAsync() => _file.OpenAsync<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Leases : LeaseConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<ISyncStore> OpenStoreAsync() => _file.OpenAsync<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Candidates : CandidateConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<ISyncStore> OpenStoreAsync() => _file.OpenAsync<ISyncStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Connections : ConnectionStoreConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<IConnectionStore> OpenStoreAsync() => _file.OpenAsync<IConnectionStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class Grants : GrantStoreConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<IGrantStore> OpenStoreAsync() => _file.OpenAsync<IGrantStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class PendingAuthorizations : PendingAuthorizationStoreConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<IPendingAuthorizationStore> OpenStoreAsync() => _file.OpenAsync<IPendingAuthorizationStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    public sealed class ApiKeys : ApiKeyStoreConformance
    {
        private readonly SqliteFile _file = new();

        protected override ValueTask<IApiKeyStore> OpenStoreAsync() => _file.OpenAsync<IApiKeyStore>();

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
