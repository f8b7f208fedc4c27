using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Conformance.Tests;

public static class InMemorySyncStoreTests
{
    public sealed class Journal : JournalConformance
    {
        protected override ValueTask<ISyncStore> OpenStoreAsync() => new(new InMemorySyncStore());
    }

    public sealed class DueWork : DueWorkConformance
    {
        protected override ValueTask<ISyncStore> OpenStoreAsync() => new(new InMemorySyncStore());
    }

    public sealed class Links : LinkConformance
    {
        protected override ValueTask<ISyncStore> OpenStoreAsync() => new(new InMemorySyncStore());
    }

    public sealed class Inbox : InboxConformance
    {
        protected override ValueTask<ISyncStore> OpenStoreAsync() => new(new InMemorySyncStore());
    }

    public sealed class Leases : LeaseConformance
    {
        protected override ValueTask<ISyncStore> OpenStoreAsync() => new(new InMemorySyncStore());
    }

    public sealed class Standstills : StandstillConformance
    {
        protected override ValueTask<ISyncStore> OpenStoreAsync() => new(new InMemorySyncStore());
    }

    public sealed class Candidates : CandidateConformance
    {
        protected override ValueTask<ISyncStore> OpenStoreAsync() => new(new InMemorySyncStore());
    }
}
