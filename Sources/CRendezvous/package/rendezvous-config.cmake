# find_package(rendezvous) gives the target rendezvous::rendezvous.
get_filename_component(rendezvous_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(NOT TARGET rendezvous::rendezvous)
  add_library(rendezvous::rendezvous SHARED IMPORTED)
  set_target_properties(
    rendezvous::rendezvous
    PROPERTIES
      IMPORTED_LOCATION "${rendezvous_prefix}/lib/librendezvous.so.0"
      IMPORTED_SONAME "librendezvous.so.0"
      INTERFACE_INCLUDE_DIRECTORIES "${rendezvous_prefix}/include")
endif()
