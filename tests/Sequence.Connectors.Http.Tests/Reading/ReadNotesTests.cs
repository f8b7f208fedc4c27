namespace Sequence.Connectors.Http.Tests;

public sealed class ReadNotesTests
{
    private readonly ReadNotes _notes = new();

    [Fact]
    public void Gives_each_record_its_own_notes()
    {
        Add("a");
        Add("b");
        Assert.Equal(["a", "b"], Taken());

        Assert.Empty(Taken());

        Add("c");
        Assert.Equal(["c"], Taken());
        Add("a");
        Add("b");
        Assert.Equal(["a", "b"], Taken());
        Add("b");
        Add("a");
        Assert.Equal(["b", "a"], Taken());
    }

    private void Add(string path) => _notes.Add(MappingNoteKind.Unknown, path, null, null, null, "It is not known.");

    private IEnumerable<string> Taken() => _notes.Take().Select(note => note.Path);
}
