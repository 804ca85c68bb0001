"""The declarations of rendezvous.h as ctypes sees them.

The header is read when the program starts, so that the two cannot differ. It is written so that
this is easy: one declaration ends with one semicolon, and types are plain names.
"""

import ctypes
import re

BASE = {
    "char": ctypes.c_char, "void": None, "size_t": ctypes.c_size_t, "double": ctypes.c_double,
    "int32_t": ctypes.c_int32, "int64_t": ctypes.c_int64, "uint32_t": ctypes.c_uint32,
    "uint64_t": ctypes.c_uint64,
}


class Header:
    """constants, structs, defaults of structs, types of functions, kinds of numbers."""

    def __init__(self, path):
        text = re.sub(r"/\*.*?\*/", " ", open(path, encoding="utf-8").read(), flags=re.S)
        self.types = dict(BASE)
        self.constants = {}
        self.structs = {}
        self.defaults = {}
        self.functions = {}
        self.enumerations = {}
        text = re.sub(r'#ifdef __cplusplus.*?#endif', " ", text, flags=re.S)
        self._macros(text)
        code = re.sub(r"^#.*(?:\\\n.*)*$", "", text.replace("\\\n", " "), flags=re.M)
        last = None
        for found in re.finditer(
            r"typedef struct (?P<struct>\w+) \{(?P<body>.*?)\} \w+;"
            r"|typedef struct (?P<handle>\w+) \w+;"
            r"|typedef (?P<answer>\w+) \(\*(?P<callback>\w+)\)\((?P<gets>.*?)\);"
            r"|typedef (?P<old>\w+) (?P<new>\w+);"
            r"|enum \{(?P<values>.*?)\};"
            r"|(?P<result>(?:const )?\w+ \*?)(?P<function>rdv_\w+)\((?P<arguments>.*?)\);",
            code, flags=re.S,
        ):
            if found["struct"]:
                self._struct(found["struct"], found["body"])
            elif found["handle"]:
                self.types[found["handle"]] = None
            elif found["callback"]:
                arguments = [self._argument(one)[1] for one in found["gets"].split(",")]
                self.types[found["callback"]] = ctypes.CFUNCTYPE(
                    self.types[found["answer"]], *arguments)
            elif found["new"]:
                self.types[found["new"]] = self.types[found["old"]]
                last = found["new"]
            elif found["values"]:
                names = self._values(found["values"])
                if last and len(names) > 0:
                    self.enumerations.setdefault(last, names)
            elif found["function"]:
                self._function(found["result"], found["function"], found["arguments"])

    def _macros(self, text):
        self.raw_defaults = {}
        for name, value in re.findall(r"#define (RDV_\w+) ((?:.*\\\n)*.*)", text):
            value = value.replace("\\\n", " ").strip()
            if name.endswith("_INIT"):
                self.raw_defaults[name] = value.strip("{} ")
            else:
                number = re.sub(r"INT64_C\((\d+)\)", r"\1", value)
                if re.fullmatch(r"[-()0-9 ]+", number):
                    self.constants[name] = int(number.strip("() ").replace("(", ""))

    def _values(self, text):
        names = {}
        for item in text.split(","):
            if item.strip():
                name, value = item.split("=")
                names[name.strip()] = self.constants[name.strip()] = int(value)
        return names

    def _argument(self, text):
        """The name and type of "const char *const *places", "size_t count", "double cost[3]"."""
        text = " ".join(text.replace("*", " * ").split())
        array = re.search(r"\[(\w+)\]", text)
        words = [w for w in re.sub(r"\[.*\]", "", text).split() if w != "const" and w != "struct"]
        stars = words.count("*")
        words = [w for w in words if w != "*"]
        if words == ["void"] and not stars:
            return None, None
        kind = self.types[words[0]]
        for level in range(stars):
            if level == 0 and words[0] == "char":
                kind = ctypes.c_char_p
            elif level == 0 and kind is None:
                kind = ctypes.c_void_p
            else:
                kind = ctypes.POINTER(kind)
        if array:
            length = array[1] if array[1].isdigit() else self.constants[array[1]]
            kind = kind * int(length)
        return words[1] if len(words) > 1 else "", kind

    def _struct(self, name, body):
        fields = [self._argument(one) for one in body.split(";") if one.strip()]
        struct = type(name, (ctypes.Structure,), {"_fields_": fields})
        self.types[name] = self.structs[name] = struct
        raw = self.raw_defaults.get(name.upper() + "_INIT")
        if raw is None:
            return
        values = [one.strip() for one in raw.split(",")]
        self.defaults[name] = {
            field[0]: ctypes.sizeof(struct) if value.startswith("sizeof") else
            None if value == "NULL" else value
            for field, value in zip(fields, values)}

    def _function(self, result, name, arguments):
        pairs = [self._argument(one) for one in arguments.split(",")]
        kinds = [] if pairs == [(None, None)] else pairs
        names = [one.split()[0] if "*" not in one else None
                 for one in (" ".join(a.replace("const ", "").split()) for a in arguments.split(","))]
        self.functions[name] = (self._argument(result + " x")[1], kinds, names)

    def number(self, value):
        """The number of a default: "1800", "RDV_CHANNEL_VIDEO + RDV_CHANNEL_PHONE"."""
        return sum(
            int(part) if part.lstrip("-").isdigit() else self.constants[part]
            for part in value.split(" + "))

    def new(self, name):
        """A struct with its size and defaults."""
        struct = self.structs[name]()
        for field, value in self.defaults.get(name, {}).items():
            if value is not None and field is not None and not isinstance(value, int):
                value = self.number(value)
            if value:
                setattr(struct, field, value)
        return struct

    def bind(self, path):
        """The library with the types of its functions."""
        library = ctypes.CDLL(path)
        for name, (result, arguments, _) in self.functions.items():
            function = getattr(library, name)
            function.restype = result
            function.argtypes = [kind for _, kind in arguments]
        return library
