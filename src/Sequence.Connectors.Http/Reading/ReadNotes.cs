using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Sequence.Connectors.Http;

/// <summary>
/// For packages of connectors: gathers the notes that each record of a page leaves. Records that leave the same notes share one
/// list of them. For one thread.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class ReadNotes
{
    private readonly List<MappingNote> _notes = [];
    private readonly Dictionary<int, ValueList<MappingNote>> _lastOfLength = [];

    /// <summary>Adds a note about the record that is being read.</summary>
    public void Add(MappingNote note) => _notes.Add(note);

    /// <summary>Adds a note about the record that is being read.</summary>
    public void Add(MappingNoteKind kind, string path, string? systemPath, string? from, string? to, string message) =>
        _notes.Add(new() { Kind = kind, Path = path, SystemPath = systemPath, From = from, To = to, Message = message });

    /// <summary>The notes since the last call of this, in their order; the next record begins without any.</summary>
    public ValueList<MappingNote> Take()
    {
        if (_notes.Count == 0)
        {
            return default;
        }

        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastOfLength, _notes.Count, out _);
        if (!CollectionsMarshal.AsSpan(_notes).SequenceEqual(last.AsSpan()))
        {
            last = _notes.ToValueList();
        }

        _notes.Clear();
        return last;
    }
}
