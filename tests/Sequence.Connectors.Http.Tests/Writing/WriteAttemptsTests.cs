namespace Sequence.Connectors.Http.Tests;

public sealed class WriteAttemptsTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 5, 4, 9, 0);

    [Fact]
    public void Gives_equal_requests_of_one_moment_one_key_and_every_other_another()
    {
        var key = WriteAttempts.KeyOf(["a", "b"], "f", Start);

        Assert.Equal(32, key.Length);
        Assert.Equal(key, WriteAttempts.Begin(["a", "b"], "f", Start).Key);
        Assert.NotEqual(key, WriteAttempts.KeyOf(["b", "a"], "f", Start));
        Assert.NotEqual(key, WriteAttempts.KeyOf(["a", "b"], "g", Start));
        Assert.NotEqual(key, WriteAttempts.KeyOf(["a", "b"], "f", Start + Duration.FromMilliseconds(1)));
    }

    [Fact]
    public void Finds_the_latest_attempt_that_carried_an_intent()
    {
        var (early, late) = (WriteAttempts.Begin(["a", "b"], "f", Start), WriteAttempts.Begin(["b"], "g", Start + Duration.FromHours(1)));

        var latest = WriteAttempts.LatestByIntent(new() { Unsettled = [late, early] });

        Assert.Equal(["a", "b"], latest.Keys.Order());
        Assert.Same(early, latest["a"]);
        Assert.Same(late, latest["b"]);
    }

    [Fact]
    public void Knows_the_systems_id_of_a_part_by_the_hosts()
    {
        var target = new WriteTarget { ExternalId = "1", Parts = [new RecordPart("line-1", "11"), new RecordPart("line-2", "12")] };

        Assert.Equal("12", WriteAttempts.PartOf(target, "line-2"));
        Assert.Null(WriteAttempts.PartOf(target, "line-3"));
        Assert.Null(WriteAttempts.PartOf(target, localId: null));
        Assert.Null(WriteAttempts.PartOf(target: null, "line-1"));
    }
}
