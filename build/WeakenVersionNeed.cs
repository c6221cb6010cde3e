using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a 64-bit little-endian ELF library and marks one symbol version that it needs as weak, so that the dynamic linker
/// loads the library where that version is missing. Fails unless the version is needed once, for one symbol, and no
/// relocation refers to that symbol: else the library could call what is not there.
/// </summary>
/// <remarks>Structures: Linux Standard Base, "Symbol Versioning"; System V ABI, "Sections" and "Relocation".</remarks>
public class WeakenVersionNeed : Task
{
    private const uint Rela = 4, DynamicSymbols = 11, VersionNeeds = 0x6ffffffe, VersionSymbols = 0x6fffffff;
    private const int Weak = 2;

    [Required]
    public string Source { get; set; }

    [Required]
    public string Destination { get; set; }

    /// <summary>The symbol version, as in GLIBCXX_3.4.32.</summary>
    [Required]
    public string Version { get; set; }

    /// <summary>The mangled name of the one symbol for which the version is needed.</summary>
    [Required]
    public string Symbol { get; set; }

    public override bool Execute()
    {
        try
        {
            var file = File.ReadAllBytes(Source);
            var flags = FindFlags(file);
            file[flags] |= Weak;
            Directory.CreateDirectory(Path.GetDirectoryName(Destination));
            var partial = Destination + ".partial";
            File.WriteAllBytes(partial, file);
            File.Delete(Destination);
            File.Move(partial, Destination);
            return true;
        }
        catch (Exception exception) when (exception is InvalidDataException || exception is IndexOutOfRangeException || exception is ArgumentException || exception is OverflowException)
        {
            Log.LogError(
                "{0}: {1} Expected one need of {2} for {3} alone. If TorchSharp no longer needs this version, delete build/LibTorchSharp.targets.",
                Source, exception is InvalidDataException ? exception.Message : "It is no ELF library, or is damaged.", Version, Symbol);
            return false;
        }
    }

    /// <summary>The offset of the flags of the version's entry in the section of version needs.</summary>
    private int FindFlags(byte[] file)
    {
        if (file.Length < 64 || file[0] != 0x7f || file[1] != 'E' || file[2] != 'L' || file[3] != 'F' || file[4] != 2 || file[5] != 1)
        {
            throw new InvalidDataException("It is no 64-bit little-endian ELF library.");
        }

        var sections = Sections(file);
        var needs = Needs(file, sections).ToList();
        if (needs.Count != 1)
        {
            throw new InvalidDataException("It needs " + Version + " " + needs.Count + " times.");
        }

        var symbols = SymbolsOf(file, sections, needs[0].Index).ToList();
        var names = string.Join(", ", symbols.Select(s => s.Name));
        if (names != Symbol)
        {
            throw new InvalidDataException("It needs " + Version + " for: " + names + ".");
        }

        if (IsRelocated(file, sections, symbols[0].Index))
        {
            throw new InvalidDataException("It refers to " + Symbol + " in a relocation.");
        }

        return needs[0].Flags;
    }

    private static List<Section> Sections(byte[] file)
    {
        var (table, size, count) = (Offset(file, 40), BitConverter.ToUInt16(file, 58), BitConverter.ToUInt16(file, 60));
        return Enumerable.Range(0, count).Select(i => table + (i * size)).Select(at => new Section(
            BitConverter.ToUInt32(file, at + 4), Offset(file, at + 24), Offset(file, at + 32), BitConverter.ToInt32(file, at + 40), BitConverter.ToInt32(file, at + 44))).ToList();
    }

    private IEnumerable<(int Flags, int Index)> Needs(byte[] file, List<Section> sections)
    {
        foreach (var section in sections.Where(s => s.Type == VersionNeeds))
        {
            // sh_info counts the libraries; each names the versions that are needed of it.
            var library = section.Start;
            for (var i = 0; i < section.Info; i++)
            {
                var version = library + BitConverter.ToInt32(file, library + 8);
                for (var j = 0; j < BitConverter.ToUInt16(file, library + 2); j++)
                {
                    if (Text(file, sections[section.Link].Start + BitConverter.ToInt32(file, version + 8)) == Version)
                    {
                        yield return (version + 4, BitConverter.ToUInt16(file, version + 6));
                    }

                    version += BitConverter.ToInt32(file, version + 12);
                }

                library += BitConverter.ToInt32(file, library + 12);
            }
        }
    }

    private static IEnumerable<(string Name, long Index)> SymbolsOf(byte[] file, List<Section> sections, int version)
    {
        var (symbols, versions) = (sections.Single(s => s.Type == DynamicSymbols), sections.Single(s => s.Type == VersionSymbols));
        for (var i = 0; i < versions.Size / 2; i++)
        {
            // The highest bit says that the symbol is hidden.
            if ((BitConverter.ToUInt16(file, versions.Start + (2 * i)) & 0x7fff) == version)
            {
                yield return (Text(file, sections[symbols.Link].Start + BitConverter.ToInt32(file, symbols.Start + (24 * i))), i);
            }
        }
    }

    private static bool IsRelocated(byte[] file, List<Section> sections, long symbol) => sections.Where(s => s.Type == Rela)
        .Any(s => Enumerable.Range(0, s.Size / 24).Any(i => BitConverter.ToUInt32(file, s.Start + (24 * i) + 12) == symbol));

    private static int Offset(byte[] file, int at) => checked((int)BitConverter.ToInt64(file, at));

    private static string Text(byte[] file, int at) => Encoding.ASCII.GetString(file, at, Array.IndexOf(file, (byte)0, at) - at);

    private sealed class Section
    {
        public Section(uint type, int start, int size, int link, int info)
        {
            (Type, Start, Size, Link, Info) = (type, start, size, link, info);
        }

        public uint Type { get; }

        public int Start { get; }

        public int Size { get; }

        public int Link { get; }

        public int Info { get; }
    }
}
