using System.Collections;
using System.ComponentModel;
using System.Text;

namespace Sequence.Connectors.Http;

/// <summary>
/// For packages of connectors: the members of an object that are read, each by its name as it travels; all others are passed
/// over.
/// </summary>
/// <typeparam name="TWire">What the object becomes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class WireShape<TWire> : IEnumerable<string>
    where TWire : struct
{
    private const int LongestName = 32;

    private readonly (byte[] Name, WireSetter<TWire> Set)[][] _byLength =
    [
        .. Enumerable.Repeat<(byte[], WireSetter<TWire>)[]>([], LongestName + 1),
    ];

    /// <summary>Adds a member; its name has at most 32 characters.</summary>
    public void Add(string name, WireSetter<TWire> set) =>
        _byLength[name.Length] = [.. _byLength[name.Length], (Encoding.UTF8.GetBytes(name), set)];

    /// <summary>What takes the member of a name; null where it is not read.</summary>
    public WireSetter<TWire>? Find(ReadOnlySpan<byte> name)
    {
        foreach (ref readonly var member in (name.Length <= LongestName ? _byLength[name.Length] : []).AsSpan())
        {
            if (name.SequenceEqual(member.Name))
            {
                return member.Set;
            }
        }

        return null;
    }

    /// <summary>The names of the members.</summary>
    public IEnumerator<string> GetEnumerator() =>
        _byLength.SelectMany(members => members).Select(member => Encoding.UTF8.GetString(member.Name)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
