namespace Lth4Sa.Search;

/// <summary>Something that learns, whose whole state can be put away and taken up again bit for bit.</summary>
public interface IRecoverable
{
    void Save(BinaryWriter to);

    /// <summary>Takes up what <see cref="Save"/> of an equal object wrote.</summary>
    /// <exception cref="InvalidDataException">It is of another size.</exception>
    void Restore(BinaryReader from);
}
