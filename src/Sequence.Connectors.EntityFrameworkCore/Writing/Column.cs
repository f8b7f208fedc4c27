using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>One column of a table, as the model maps it: how a row's value is read, and how it is given to the database.</summary>
internal sealed class Column
{
    private readonly Func<object, object?> _read;
    private readonly RelationalTypeMapping _mapping;
    private readonly bool _isNullable;

    public Column(IProperty property, StoreObjectIdentifier table, ISqlGenerationHelper sql)
    {
        _read = ReaderOf(property);
        _mapping = property.GetRelationalTypeMapping();
        _isNullable = property.IsNullable;
        Name = sql.DelimitIdentifier(property.GetColumnName(table)!);
        IsKey = property.IsPrimaryKey();
        IsVersion = property.Name == TableModel.Version && property.DeclaringType is IEntityType;
        IsGuarded = property.IsConcurrencyToken;
        IsFixed = property.GetAfterSaveBehavior() != PropertySaveBehavior.Save;
    }

    /// <summary>The column's name, quoted.</summary>
    public string Name { get; }

    public bool IsKey { get; }

    /// <summary>Whether it counts the stored changes: what is stored is one more than the row says.</summary>
    public bool IsVersion { get; }

    /// <summary>Whether only a row of the same version may be replaced.</summary>
    public bool IsGuarded { get; }

    /// <summary>Whether it keeps what the row was added with.</summary>
    public bool IsFixed { get; }

    public DbParameter AddTo(DbCommand command, string name)
    {
        var parameter = _mapping.CreateParameter(command, name, null, _isNullable);
        command.Parameters.Add(parameter);
        return parameter;
    }

    /// <summary>The row's value as the database takes it.</summary>
    public object Read(object row) => _read(row) ?? DBNull.Value;

    private static Func<object, object?> ReaderOf(IProperty property)
    {
        var getter = property.GetGetter();
        var converter = property.GetTypeMapping().Converter;
        return converter is null
            ? getter.GetClrValueUsingContainingEntity
            : row => getter.GetClrValueUsingContainingEntity(row) is { } value ? converter.ConvertToProvider(value) : null;
    }
}
