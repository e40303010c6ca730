// Package plover codes sentences with the event categories of PLOVER, the
// successor of CAMEO: who does what to whom, in which mode.
//
// What counts as a trigger of a category is data (rules/*.rules, see its
// README); this package finds the trigger that relates two actors.
package plover
